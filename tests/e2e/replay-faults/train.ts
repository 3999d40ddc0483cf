/** Runs in a page: whole runs, as the training worker does them, on a device that has little or that fails. */
import { backend } from '@tensorflow/tfjs-core';
import type { Dataset } from '../../../src/datasets/load.ts';
import { datasets } from '../../../src/datasets/registry.ts';
import type { AdapterKind } from '../../../src/engine/webgpu/adapter-kind.ts';
import { TrainingBackend } from '../../../src/engine/webgpu/training-backend.ts';
import type {
  BatchReport,
  DialectName,
  EngineReport,
  ExecutionName,
  TrainingFailure,
  TrainingReport,
  DatasetName,
  TrainingSettings,
} from '../../../src/training/protocol.ts';
import { Session } from '../../../src/training/session.ts';
import { tensorRuntime } from '../../../src/training/tensor-runtime.ts';
import { currentUsage } from '../support/current-usage.ts';
import { startWebgpu } from '../support/start-webgpu.ts';

export type Limits = Readonly<Record<string, number>>;

/** What fails, and at which call of the device. */
export interface Fault {
  /**
   * `outOfMemory`: there is no memory for a buffer, counted from 1. `lost`: the device is destroyed after a submission.
   * `refused`: what a kernel reads and writes cannot be bound.
   */
  readonly kind: 'outOfMemory' | 'lost' | 'refused';
  readonly at: number;
}

/** A training step, and what the device was asked for until its end. */
export interface ToldStep {
  readonly dialect: DialectName;
  readonly execution: ExecutionName;
  readonly buffers: number;
  readonly bindGroups: number;
  readonly submits: number;
  /** Of this step alone. */
  readonly dispatches: number;
}

/** What a run told. */
export interface Outcome {
  readonly failure: TrainingFailure | null;
  /** Mean losses after each step, then of each epoch, validation and test, in the order in which they were told. */
  readonly losses: readonly number[];
  readonly steps: readonly ToldStep[];
  /** Why the steps of each dialect ran eagerly in the end. */
  readonly reasons: readonly (string | null)[];
  readonly leakedTensors: number | null;
  /** Of tensors, at the end. */
  readonly bytesOnGpu: number;
  readonly limits: Limits;
  /** Dispatches whose workgroups were in more than one dimension. */
  readonly spreadDispatches: number;
}

const calls = { buffers: 0, bindGroups: 0, submits: 0 };
let spreadDispatches = 0;

/** Counts the dispatches whose workgroups are in more than one dimension. */
export function countSpreadDispatches(): void {
  const dispatch = Reflect.get<GPUComputePassEncoder, 'dispatchWorkgroups'>(
    GPUComputePassEncoder.prototype,
    'dispatchWorkgroups',
  );
  GPUComputePassEncoder.prototype.dispatchWorkgroups = function (x, y = 1, z = 1) {
    if (y > 1) spreadDispatches += 1;
    dispatch.call(this, x, y, z);
  };
}

/** Gives adapters these limits, and with them every device that asks for all that its adapter has. */
export function limitAdapters(limits: Limits): void {
  const own = Object.getOwnPropertyDescriptor(GPUAdapter.prototype, 'limits');
  Object.defineProperty(GPUAdapter.prototype, 'limits', {
    get(this: GPUAdapter) {
      return limited(own?.get?.call(this) as GPUSupportedLimits, limits);
    },
  });
}

/**
 * Gives devices these limits, which may be below all that WebGPU allows. What lies beyond them is as on a real one: an
 * invalid buffer.
 */
export function limitDevices(limits: Limits): void {
  changeDevices((device) => {
    const real = device.limits;
    Object.defineProperty(device, 'limits', { value: limited(real, limits) });
    const createBuffer = device.createBuffer.bind(device);
    device.createBuffer = (descriptor) => {
      const isTooLarge = descriptor.size > device.limits.maxBufferSize;
      return createBuffer(isTooLarge ? { ...descriptor, size: real.maxBufferSize + 4 } : descriptor);
    };
  });
}

/** Counts the calls of devices, and fails at one of them. */
export function failDevices(fault: Fault | null): void {
  changeDevices((device) => {
    const createBuffer = device.createBuffer.bind(device);
    device.createBuffer = (descriptor) => {
      calls.buffers += 1;
      if (fault?.kind !== 'outOfMemory' || fault.at !== calls.buffers) return createBuffer(descriptor);
      // More than there is: the buffer is as invalid as a small one for which nothing is left.
      const buffer = createBuffer({ ...descriptor, size: device.limits.maxBufferSize, mappedAtCreation: false });
      Object.defineProperty(buffer, 'size', { value: descriptor.size });
      return buffer;
    };
    const createBindGroup = device.createBindGroup.bind(device);
    device.createBindGroup = (descriptor) => {
      calls.bindGroups += 1;
      if (fault?.kind === 'refused' && fault.at === calls.bindGroups) throw new Error('It cannot be bound.');
      return createBindGroup(descriptor);
    };
    const submit = device.queue.submit.bind(device.queue);
    device.queue.submit = (buffers) => {
      calls.submits += 1;
      submit(buffers);
      if (fault?.kind === 'lost' && fault.at === calls.submits) device.destroy();
    };
  });
}

function changeDevices(change: (device: GPUDevice) => void): void {
  const requestDevice = Reflect.get<GPUAdapter, 'requestDevice'>(GPUAdapter.prototype, 'requestDevice');
  GPUAdapter.prototype.requestDevice = async function (descriptor) {
    const device = await requestDevice.call(this, descriptor);
    change(device);
    return device;
  };
}

function limited(own: GPUSupportedLimits, limits: Limits): GPUSupportedLimits {
  return new Proxy(own, {
    get: (target, name) => limits[String(name)] ?? (Reflect.get(target, name, target) as unknown),
  });
}

const convolutions: TrainingSettings['layers'] = [
  { type: 'conv2d', filters: 32, kernelSize: 3, activation: 'relu' },
  { type: 'maxPool2d', poolSize: 2 },
  { type: 'conv2d', filters: 64, kernelSize: 3, activation: 'relu' },
  { type: 'maxPool2d', poolSize: 2 },
  { type: 'conv2d', filters: 64, kernelSize: 3, activation: 'relu' },
  { type: 'flatten' },
  { type: 'dense', units: 64, activation: 'relu' },
  { type: 'dense', units: 10, activation: 'linear' },
];

/** The networks of the lessons: dense layers for digits, convolutions for CIFAR-10. */
const networks = {
  mlp: {
    dataset: 'mnist',
    layers: [
      { type: 'flatten' },
      { type: 'dense', units: 128, activation: 'relu' },
      { type: 'dense', units: 10, activation: 'linear' },
    ],
  },
  cnn: { dataset: 'cifar10', layers: convolutions },
} as const satisfies Readonly<Record<string, Pick<TrainingSettings, 'dataset' | 'layers'>>>;

export type NetworkName = keyof typeof networks;

/** What a test asks of a run. */
export type Order = Partial<TrainingSettings> & { readonly network: NetworkName; readonly kernels?: AdapterKind };

/** Trains with Adam as the worker does, and tells of every step. */
export async function train({ network, kernels = 'software', ...changes }: Order): Promise<Outcome> {
  await startWebgpu(kernels);
  const settings: TrainingSettings = {
    ...networks[network],
    trainImages: 96,
    testImages: 32,
    scaling: 'zeroToOne',
    optimizer: 'adam',
    learningRate: 0.001,
    batchSize: 16,
    epochs: 2,
    validationSplit: 0,
    seed: 1,
    dialects: ['torch', 'keras'],
    execution: 'graph',
    ...changes,
  };
  const reports: TrainingReport[] = [];
  const engines = new Map<DialectName, EngineReport>();
  const steps: ToldStep[] = [];
  let milliseconds = 0;
  const session = new Session({
    report: (report) => {
      reports.push(report);
      if (report.type === 'engine') engines.set(report.dialect, report);
      if (report.type === 'batch') steps.push(toldStep(report, engines));
    },
    loadRuntime: () => Promise.resolve(tensorRuntime),
    load: (name, counts) => {
      if (typeof name === 'object') throw new Error('No run of these tests names a data set of the site.');
      return Promise.resolve(imagesLike(name, counts));
    },
    // So much time goes by that no step is left untold.
    now: () => (milliseconds += 1_000),
  });
  await session.handle({ type: 'train', runId: 1, backend: 'webgpu', settings });
  const last = reports.at(-1);
  return {
    failure: last?.type === 'failed' ? last.error : null,
    losses: reports.flatMap(lossesOf),
    steps,
    reasons: [...engines.values()].map(({ reason }) => reason),
    leakedTensors: last?.type === 'finished' ? last.leakedTensors : null,
    bytesOnGpu: currentUsage().bytesOnGpu,
    limits: deviceLimits(),
    spreadDispatches,
  };
}

function toldStep({ dialect }: BatchReport, engines: ReadonlyMap<DialectName, EngineReport>): ToldStep {
  const engine = engines.get(dialect);
  return { dialect, execution: engine?.execution ?? 'eager', dispatches: engine?.step?.dispatches ?? NaN, ...calls };
}

function lossesOf(report: TrainingReport): number[] {
  switch (report.type) {
    case 'batch':
    case 'epoch':
      return [report.loss];
    case 'dialect':
      return [report.result.testLoss];
    default:
      return [];
  }
}

function deviceLimits(): Limits {
  const active = backend();
  if (!(active instanceof TrainingBackend)) throw new Error('WebGPU did not start.');
  const { limits } = active.device;
  const names = [
    'maxBufferSize',
    'maxStorageBufferBindingSize',
    'maxStorageBuffersPerShaderStage',
    'maxComputeWorkgroupStorageSize',
    'maxComputeWorkgroupSizeX',
    'maxComputeInvocationsPerWorkgroup',
    'maxComputeWorkgroupsPerDimension',
  ] as const;
  return Object.fromEntries(names.map((name) => [name, limits[name]]));
}

/** Images without a pattern, the same each time. */
function imagesLike(
  name: DatasetName,
  { trainImages, testImages }: { readonly trainImages: number; readonly testImages: number },
): Dataset {
  const { height, width, channels, classNames } = datasets[name];
  const images = (count: number) => ({
    count,
    images: Uint8Array.from({ length: count * height * width * channels }, (_, i) => (i * 7919 + (i >> 5)) % 256),
    labels: Uint8Array.from({ length: count }, (_, i) => (i * 3) % 10),
  });
  return { train: images(trainImages), test: images(testImages), height, width, channels, classNames };
}
