import type { Dataset } from '../datasets/load.ts';
import { DialectProgress } from './dialect-progress.ts';
import { ImageBatches } from './image-batches.ts';
import { loadImages } from './load-images.ts';
import type { DialectName, DialectResult, InitialWeights, TrainingSettings } from './protocol.ts';
import type { RunContext, TensorRuntime } from './run-context.ts';
import { countTrainedImages } from './settings-rules.ts';
import type { TrainedNetwork } from './trained-networks.ts';
import type { TrainerContext } from './trainer.ts';

interface DialectOptions {
  readonly trainers?: TensorRuntime['trainers'];
  /** Whether the reader can look into the networks, which takes time; true without it. */
  readonly showsNetworks?: boolean;
  /** Weights to start from, in every dialect. */
  readonly initialWeights?: InitialWeights | undefined;
}

/** Trains a network in each of the dialects, one after the other, and reports each result. */
export async function trainDialects(
  context: RunContext,
  settings: TrainingSettings,
  runtime: TensorRuntime,
  { trainers = runtime.trainers, showsNetworks = true, initialWeights }: DialectOptions = {},
): Promise<void> {
  const { runId, report, trained } = context;
  const dataset = await loadImages(context, settings.dataset, settings);
  const observers = showsNetworks ? await import('./inspection/network-observer.ts') : undefined;
  const initial = initialWeights && (await startingNetworks(settings, dataset, initialWeights));
  for (const dialect of settings.dialects) {
    const work = trainerContext(context, dialect, settings, dataset, runtime, observers);
    const own = initial?.find((network) => network.dialect === dialect)?.weights;
    const result = await trainers[dialect]({ ...work, initialWeights: own });
    const { trainingSeconds, imagesPerSecond } = work.progress;
    const complete: DialectResult = { ...result, trainingSeconds, imagesPerSecond };
    const isKept = trained.of(runId).some((network) => network.dialect === dialect);
    report({ type: 'dialect', runId, dialect, result: complete, isKept });
  }
}

async function startingNetworks(
  settings: TrainingSettings,
  { height, width, channels }: Dataset,
  weights: InitialWeights,
): Promise<readonly TrainedNetwork[]> {
  const { loadWeights } = await import('./weights/load-weights.ts');
  return await loadWeights(settings, [height, width, channels], weights);
}

/** What the trainer of a dialect works with; with `observers`, it also shows what goes on inside of the network. */
export function trainerContext(
  { runId, gate, report, now, trained, watched }: RunContext,
  dialect: DialectName,
  settings: TrainingSettings,
  { train, test, height, width, channels, classNames }: Dataset,
  { createEngineReporter }: TensorRuntime,
  observers?: typeof import('./inspection/network-observer.ts'),
): TrainerContext {
  const imageShape = [height, width, channels] as const;
  const { scaling, epochs, batchSize, execution } = settings;
  const trainedImages = countTrainedImages(settings);
  const images = new ImageBatches(train, imageShape, scaling, 0, trainedImages);
  const pausesNext = () => gate.pausesNext;
  const looks = { runId, dialect, train: images, scaling, watched, pausesNext, report, now };
  const progress = new DialectProgress({
    runId,
    dialect,
    epochs,
    batchesPerEpoch: Math.ceil(trainedImages / batchSize),
    imagesPerEpoch: trainedImages,
    gate,
    report,
    now,
    engine: createEngineReporter({ runId, dialect, execution, report, now }),
    ...(observers && { observer: new observers.NetworkObserver(looks) }),
  });
  return {
    settings,
    train: images,
    validation: trainedImages < train.count ? new ImageBatches(train, imageShape, scaling, trainedImages) : null,
    test: new ImageBatches(test, imageShape, scaling),
    classCount: classNames.length,
    progress,
    keep: (weights) => trained.keep(runId, { dialect, settings, imageShape, weights }),
  };
}
