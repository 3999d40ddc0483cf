import { describeDataset } from '../../../src/datasets/describe.ts';
import { trainingClient } from '../../../src/training/client.ts';
import type { DialectName, InitialWeights, TrainingSettings } from '../../../src/training/protocol.ts';
import type { BackendChoice } from '../../experiment/backends.ts';
import type { TrainedRun } from '../inspection/inspection.ts';

/** Weights of a file, for the network of some settings. */
export interface FileWeights {
  readonly fileName: string;
  readonly settings: TrainingSettings;
  readonly weights: InitialWeights;
}

/** Has the worker make networks with the weights of a file, which can be asked and saved. */
export async function loadNetworks(
  { fileName, settings, weights }: FileWeights,
  backend: BackendChoice,
): Promise<TrainedRun> {
  // Another experiment of the page may have the worker.
  while (trainingClient.activeRun) await trainingClient.activeRun.ended;
  const { height, width, channels } = describeDataset(settings.dataset);
  const dialects: DialectName[] = [];
  const imageShape = [height, width, channels] as const;
  const run = trainingClient.start({ type: 'load-weights', backend, settings, imageShape, weights }, (report) => {
    if (report.type === 'weights-loaded') dialects.push(...report.dialects);
  });
  await run.ended;
  return { runId: run.id, settings, dialects, fileName };
}
