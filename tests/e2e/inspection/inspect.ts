/** Runs in a page: looks into networks on WebGPU, while they train and afterwards. */
import { DialectProgress } from '../../../src/training/dialect-progress.ts';
import { EngineReporter } from '../../../src/training/engine-reporter.ts';
import { Gate } from '../../../src/training/gate.ts';
import { ImageBatches } from '../../../src/training/image-batches.ts';
import { classify } from '../../../src/training/inspection/classify.ts';
import { NetworkObserver } from '../../../src/training/inspection/network-observer.ts';
import { trainWithKeras } from '../../../src/training/keras-trainer.ts';
import type { ChosenImage, DialectName, TrainingReport, TrainingSettings } from '../../../src/training/protocol.ts';
import { trainWithTorch } from '../../../src/training/torch-trainer.ts';
import type { TrainedWeight } from '../../../src/training/trained-networks.ts';
import { currentUsage, type Usage } from '../support/current-usage.ts';
import { startWebgpu } from '../support/start-webgpu.ts';

const IMAGES = 160;
const imageShape = [12, 12, 1] as const;

const settings: TrainingSettings = {
  dataset: 'mnist',
  trainImages: IMAGES,
  testImages: IMAGES,
  scaling: 'zeroToOne',
  layers: [
    { type: 'conv2d', filters: 8, kernelSize: 3, activation: 'relu' },
    { type: 'maxPool2d', poolSize: 2 },
    { type: 'dropout', rate: 0.2 },
    { type: 'flatten' },
    { type: 'dense', units: 10, activation: 'linear' },
  ],
  optimizer: 'adam',
  learningRate: 0.01,
  batchSize: 16,
  epochs: 2,
  validationSplit: 0,
  seed: 7,
  dialects: ['torch'],
  execution: 'graph',
};

let started: Promise<void> | null = null;

/** A page can start WebGPU but once. */
function start(): Promise<void> {
  started ??= startWebgpu('software');
  return started;
}

/** A cheap sequence of bytes that repeats itself in no image. */
const images = Uint8Array.from({ length: IMAGES * 144 }, (_, index) => (index * index * 31 + index * 7) % 251);
const labels = Uint8Array.from({ length: IMAGES }, (_, index) => index % 10);
const image: ChosenImage = { width: 12, height: 12, channels: 1, pixels: images.slice(0, 144) };

/** What a training run told, and the usage before and after it. */
export interface ObservedRun {
  readonly reports: readonly TrainingReport[];
  readonly loss: number;
  readonly before: Usage;
  readonly after: Usage;
}

/** Trains, and shows an image at each step if `isWatched`. */
export async function trainObserved(dialect: DialectName, isWatched: boolean): Promise<ObservedRun> {
  await start();
  await train(dialect, false);
  const before = currentUsage();
  const { reports, loss } = await train(dialect, isWatched);
  return { reports, loss, before, after: currentUsage() };
}

/** The usage before anything, and after each of some questions to a trained network. */
export async function usageOfQuestions(dialect: DialectName, questions: number): Promise<Usage[]> {
  await start();
  const { weights } = await train(dialect, false);
  const usages: Usage[] = [currentUsage()];
  for (let question = 0; question < questions; question++) {
    const { probabilities } = await classify({ dialect, settings, imageShape, weights }, image);
    if (Math.abs(probabilities.reduce((sum, each) => sum + each, 0) - 1) > 1e-5) throw new Error('No probabilities.');
    usages.push(currentUsage());
  }
  return usages;
}

async function train(dialect: DialectName, isWatched: boolean) {
  const reports: TrainingReport[] = [];
  let weights: readonly TrainedWeight[] = [];
  const set = new ImageBatches({ count: IMAGES, images, labels }, imageShape, 'zeroToOne');
  const gate = new Gate(() => undefined);
  const report = (each: TrainingReport) => void reports.push(each);
  const now = () => performance.now();
  let milliseconds = 0;
  const { batchSize, epochs, scaling, execution } = settings;
  const progress = new DialectProgress({
    runId: 1,
    dialect,
    epochs,
    batchesPerEpoch: IMAGES / batchSize,
    imagesPerEpoch: IMAGES,
    gate,
    report,
    now,
    engine: new EngineReporter({ runId: 1, dialect, execution, report, now }),
    observer: new NetworkObserver({
      runId: 1,
      dialect,
      train: set,
      scaling,
      watched: () => (isWatched ? image : null),
      pausesNext: () => gate.pausesNext,
      report,
      // Each look at the clock is a second later, so that the image is shown at each step.
      now: () => (milliseconds += 1_000),
    }),
  });
  const trainer = dialect === 'torch' ? trainWithTorch : trainWithKeras;
  const keep = (kept: readonly TrainedWeight[]) => void (weights = kept);
  const context = { settings, train: set, validation: null, test: set, classCount: 10, progress, keep };
  const { testLoss } = await trainer(context);
  return { reports, loss: testLoss, weights };
}
