/**
 * Validation of what crosses a border: settings from a link or a form, and messages between page and worker.
 * Zod's mini build, because it ships to the page.
 */
import * as z from 'zod/mini';
import { fileSourceSchema, siteDatasetSchema } from '../datasets/site/site-dataset-schema.ts';
import { mistakeNames } from './mistake-protocol.ts';
import { proofNames } from './proof-protocol.ts';
import type {
  BrowserCheckSettings,
  EagerGraphSettings,
  InitialWeights,
  HeldData,
  LabSettings,
  LossSurfaceSettings,
  MistakeSettings,
  PlacementSettings,
  TrainingReport,
  TrainingRequest,
  TrainingSettings,
} from './protocol.ts';

/** Rows of the largest tables of a reader's; the course's sets have fewer. */
const MOST_IMAGES = 10_000_000;

const integer = (minimum: number, maximum: number) => z.int().check(z.minimum(minimum), z.maximum(maximum));
const runId = integer(1, Number.MAX_SAFE_INTEGER);
const activation = z.enum(['linear', 'relu']);
const statedInput = z.optional(integer(1, 16_384));

const layerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('conv2d'), filters: integer(1, 256), kernelSize: integer(1, 7), activation, statedInput }),
  z.object({ type: z.literal('maxPool2d'), poolSize: integer(1, 4) }),
  z.object({ type: z.literal('flatten') }),
  z.object({ type: z.literal('dropout'), rate: z.number().check(z.minimum(0), z.lt(1)) }),
  z.object({ type: z.literal('dense'), units: integer(1, 2048), activation, statedInput }),
]);

const layersSchema = z.array(layerSchema).check(z.minLength(1), z.maxLength(20));
const datasetSchema = z.enum(['mnist', 'mnist-8x8', 'fashion-mnist', 'cifar10']);
const tableSchema = z.enum(['ten-features']);

const text = z.string().check(z.maxLength(1_000));

/** Data that the reader opened on this page; a link never has any. */
const ownDatasetSchema = z.object({
  id: integer(0, Number.MAX_SAFE_INTEGER),
  title: text,
  width: integer(1, 16_384),
  height: integer(1, 1024),
  channels: integer(1, 3),
  classNames: z.array(text).check(z.maxLength(256)),
  fullTrainImages: integer(0, MOST_IMAGES),
  fullTestImages: integer(0, MOST_IMAGES),
  source: fileSourceSchema,
});

/** Shape and ranges of {@link TrainingSettings}. What depends on several fields is checked by `checkSettings`. */
export const trainingSettingsSchema: z.ZodMiniType<TrainingSettings> = z.object({
  dataset: z.union([datasetSchema, tableSchema, siteDatasetSchema, ownDatasetSchema]),
  trainImages: integer(1, MOST_IMAGES),
  testImages: integer(1, MOST_IMAGES),
  scaling: z.enum(['zeroToOne', 'minusOneToOne', 'mnistStandardized']),
  layers: layersSchema,
  optimizer: z.enum(['adam', 'sgd']),
  learningRate: z.number().check(z.positive(), z.maximum(10)),
  batchSize: integer(1, 4096),
  epochs: integer(1, 100),
  validationSplit: z.number().check(z.minimum(0), z.maximum(0.9)),
  seed: integer(0, 2 ** 32 - 1),
  dialects: z.array(z.enum(['keras', 'torch'])).check(z.minLength(1), z.maxLength(2)),
  execution: z.enum(['graph', 'eager']),
});

const networkSchema = z.union([
  z.enum(['residual', 'branches']),
  z.object({
    inputShape: z.tuple([integer(1, 1024), integer(1, 1024), integer(1, 4)]),
    layers: layersSchema,
  }),
]);

/** Ranges of {@link PlacementSettings}. */
export const placementSettingsSchema: z.ZodMiniType<PlacementSettings> = z.object({
  batchSize: integer(1, 4096),
  hiddenUnits: integer(1, 4096),
  steps: integer(1, 200),
  seed: integer(0, 2 ** 32 - 1),
});

/** Ranges of {@link BrowserCheckSettings}. */
const browserCheckSettingsSchema: z.ZodMiniType<BrowserCheckSettings> = z.object({
  matrixSizes: z.array(integer(16, 4096)).check(z.minLength(1), z.maxLength(6)),
  images: integer(1, 1024),
  leastMilliseconds: integer(10, 5_000),
});

const parameterValue = z.number().check(z.minimum(-100), z.maximum(100));
const domain = z.tuple([parameterValue, parameterValue]).check(z.refine(([least, greatest]) => least < greatest));

/** Ranges of {@link LossSurfaceSettings}. */
export const lossSurfaceSettingsSchema: z.ZodMiniType<LossSurfaceSettings> = z.object({
  problem: z.enum(['regression', 'network']),
  dialect: z.enum(['keras', 'torch']),
  xDomain: domain,
  yDomain: domain,
  gridSize: integer(5, 161),
  epochs: integer(1, 5_000),
  seed: integer(0, 2 ** 32 - 1),
  start: z.nullable(z.tuple([parameterValue, parameterValue])),
  racers: z
    .array(
      z.object({
        optimizer: z.enum(['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adadelta', 'adam', 'adamw']),
        learningRate: z.number().check(z.positive(), z.maximum(10)),
      }),
    )
    .check(z.minLength(1), z.maxLength(8)),
});

/** Ranges of {@link EagerGraphSettings}. */
export const eagerGraphSettingsSchema: z.ZodMiniType<EagerGraphSettings> = z.object({
  network: z.enum(['perceptron', 'cnn']),
  batchSizes: z.array(integer(1, 1024)).check(
    z.minLength(1),
    z.maxLength(6),
    z.refine((sizes) => new Set(sizes).size === sizes.length),
  ),
  steps: integer(1, 100),
  seed: integer(0, 2 ** 32 - 1),
});

/** Ranges of {@link MistakeSettings}. */
const mistakeSettingsSchema: z.ZodMiniType<MistakeSettings> = z.object({
  mistake: z.enum(mistakeNames),
  steps: integer(1, 5_000),
  seed: integer(0, 2 ** 32 - 1),
});

const backendSchema = z.enum(['auto', 'webgpu', 'webgl', 'wasm']);
/** Checked where it is used, so that a bad one is answered with a message. */
const uncheckedLab = z.custom<LabSettings>((value: unknown) => typeof value === 'object' && value !== null);

/** Its size is held against the network's when it is read. */
const imageSchema = z.object({
  // A row of a table is an image of one line.
  width: integer(1, 16_384),
  height: integer(1, 1024),
  channels: integer(1, 4),
  pixels: z.instanceof(Uint8Array<ArrayBuffer>),
});

/** Whether they fit is checked where they are used. */
const weightsSchema: z.ZodMiniType<InitialWeights> = z.object({
  dialect: z.enum(['keras', 'torch']),
  tensors: z.array(
    z.object({ name: z.string(), shape: z.array(integer(0, 2 ** 31)), values: z.instanceof(Float32Array) }),
  ),
});

/** Requests that a worker accepts. Settings are checked apart, so that a bad one is answered with a message. */
export const trainingRequestSchema: z.ZodMiniType<TrainingRequest> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('train'),
    runId,
    backend: backendSchema,
    settings: z.custom<TrainingSettings>((value: unknown) => typeof value === 'object' && value !== null),
    initialWeights: z.optional(weightsSchema),
  }),
  z.object({
    type: z.literal('preview'),
    runId,
    dataset: z.union([datasetSchema, tableSchema, siteDatasetSchema]),
    count: integer(1, 100),
    offset: integer(0, MOST_IMAGES),
  }),
  z.object({ type: z.literal('graph'), runId, backend: backendSchema, network: networkSchema }),
  z.object({ type: z.literal('placement'), runId, backend: backendSchema, settings: placementSettingsSchema }),
  z.object({ type: z.literal('time-steps'), runId, backend: backendSchema, settings: eagerGraphSettingsSchema }),
  z.object({ type: z.literal('check-browser'), runId, backend: backendSchema, settings: browserCheckSettingsSchema }),
  z.object({ type: z.literal('surface'), runId, backend: backendSchema, settings: lossSurfaceSettingsSchema }),
  z.object({ type: z.literal('mistake'), runId, backend: backendSchema, settings: mistakeSettingsSchema }),
  z.object({ type: z.literal('draw-schedules'), runId, settings: uncheckedLab }),
  z.object({ type: z.literal('lab'), runId, backend: backendSchema, settings: uncheckedLab }),
  z.object({
    type: z.literal('find-rate'),
    runId,
    backend: backendSchema,
    settings: z.custom<TrainingSettings>((value: unknown) => typeof value === 'object' && value !== null),
  }),
  z.object({ type: z.literal('prove'), runId, backend: backendSchema, proofs: z.array(z.enum(proofNames)) }),
  z.object({ type: z.literal('evaluate'), runId, backend: backendSchema, source: z.string() }),
  z.object({ type: z.literal('differentiate'), runId, backend: backendSchema, program: z.string() }),
  z.object({
    type: z.literal('descend'),
    runId,
    backend: backendSchema,
    program: z.string(),
    stepSize: z.number(),
    steps: integer(1, 1_000),
  }),
  z.object({
    type: z.literal('python'),
    runId,
    backend: backendSchema,
    code: z.string(),
    name: z.string(),
    session: z.string(),
    isAnew: z.boolean(),
    interruptUrl: z.string(),
    check: z.optional(
      z.object({
        solution: z.string(),
        names: z.array(z.string()),
        tolerance: z.number(),
        assertions: z.string(),
      }),
    ),
  }),
  z.object({ type: z.literal('classify'), runId, backend: backendSchema, trainedBy: runId, image: imageSchema }),
  z.object({
    type: z.literal('load-weights'),
    runId,
    backend: backendSchema,
    settings: z.custom<TrainingSettings>((value: unknown) => typeof value === 'object' && value !== null),
    imageShape: z.tuple([integer(1, 16_384), integer(1, 16_384), integer(1, 4)]),
    weights: weightsSchema,
  }),
  z.object({
    type: z.literal('save-weights'),
    runId,
    backend: backendSchema,
    trainedBy: runId,
    dialect: z.enum(['keras', 'torch']),
    format: z.enum(['safetensors', 'tfjs']),
    name: z.string(),
  }),
  z.object({ type: z.literal('watch'), runId, image: z.nullable(imageSchema) }),
  z.object({ type: z.literal('forget'), runId }),
  z.object({
    type: z.literal('own-data'),
    runId,
    data: z.nullable(z.custom<HeldData>((value: unknown) => typeof value === 'object' && value !== null)),
  }),
  z.object({ type: z.enum(['pause', 'resume', 'step', 'stop']), runId }),
]);

const reportTypes: ReadonlySet<string> = new Set<TrainingReport['type']>([
  'loading',
  'backend',
  'started',
  'batch',
  'epoch',
  'dialect',
  'engine',
  'histograms',
  'inspection',
  'weights-loaded',
  'weights-saved',
  'preview',
  'graph',
  'placement',
  'browser',
  'speed',
  'timed-step',
  'tried-steps',
  'schedules',
  'lab',
  'rate-range',
  'surface',
  'raced',
  'mistake-message',
  'mistake-steps',
  'mistake-figures',
  'proof',
  'evaluation',
  'differentiated',
  'descended',
  'python-loading',
  'python-started',
  'python-output',
  'python-figure',
  'python-ended',
  'python-checked',
  'finished',
  'paused',
  'resumed',
  'stopped',
  'alive',
  'failed',
]);

/** Whether a message is one of the worker's reports. The worker is our own code, so its fields are trusted. */
export function isTrainingReport(message: unknown): message is TrainingReport {
  if (typeof message !== 'object' || message === null) return false;
  const { type, runId: id } = message as Partial<TrainingReport>;
  return typeof type === 'string' && reportTypes.has(type) && typeof id === 'number';
}
