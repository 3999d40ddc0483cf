/**
 * Validation of what crosses a border: settings from a link or a form, and messages between page and worker.
 * Zod's mini build, because it ships to the page.
 */
import * as z from 'zod/mini';
import { proofNames } from './proof-protocol.ts';
import type { PlacementSettings, TrainingReport, TrainingRequest, TrainingSettings } from './protocol.ts';

const integer = (minimum: number, maximum: number) => z.int().check(z.minimum(minimum), z.maximum(maximum));
const runId = integer(1, Number.MAX_SAFE_INTEGER);
const activation = z.enum(['linear', 'relu']);

const layerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('conv2d'), filters: integer(1, 256), kernelSize: integer(1, 7), activation }),
  z.object({ type: z.literal('maxPool2d'), poolSize: integer(1, 4) }),
  z.object({ type: z.literal('flatten') }),
  z.object({ type: z.literal('dropout'), rate: z.number().check(z.minimum(0), z.lt(1)) }),
  z.object({ type: z.literal('dense'), units: integer(1, 2048), activation }),
]);

const layersSchema = z.array(layerSchema).check(z.minLength(1), z.maxLength(20));
const datasetSchema = z.enum(['mnist', 'fashion-mnist', 'cifar10']);

/** Shape and ranges of {@link TrainingSettings}. What depends on several fields is checked by `checkSettings`. */
export const trainingSettingsSchema: z.ZodMiniType<TrainingSettings> = z.object({
  dataset: datasetSchema,
  trainImages: integer(1, 60_000),
  testImages: integer(1, 10_000),
  scaling: z.enum(['zeroToOne', 'minusOneToOne']),
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

const backendSchema = z.enum(['auto', 'webgpu', 'webgl', 'wasm']);

/** Requests that a worker accepts. Settings are checked apart, so that a bad one is answered with a message. */
export const trainingRequestSchema: z.ZodMiniType<TrainingRequest> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('train'),
    runId,
    backend: backendSchema,
    settings: z.custom<TrainingSettings>((value: unknown) => typeof value === 'object' && value !== null),
  }),
  z.object({
    type: z.literal('preview'),
    runId,
    dataset: datasetSchema,
    count: integer(1, 100),
    offset: integer(0, 60_000),
  }),
  z.object({ type: z.literal('graph'), runId, backend: backendSchema, network: networkSchema }),
  z.object({ type: z.literal('placement'), runId, backend: backendSchema, settings: placementSettingsSchema }),
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
  'preview',
  'graph',
  'placement',
  'proof',
  'evaluation',
  'differentiated',
  'descended',
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
