/** Which of our programs is the fastest on an adapter, found by running each for some milliseconds. */
import {
  BatchMatMul,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  dispose,
  engine,
  zeros,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
} from '@tensorflow/tfjs-core';
import {
  chooseVariant,
  chosenVariant,
  kernelFamilies,
  noteFallback,
  type KernelFamily,
  type KernelVariant,
} from './kernel-choice.ts';
import { rememberChoice, rememberedChoice } from './kernel-choice-store.ts';
import type { TrainingBackend } from './training-backend.ts';

/** A kernel of a small network for images, and what may compute it. */
interface Trial {
  readonly kernel: string;
  readonly inputs: () => NamedTensorMap;
  readonly attributes: NamedAttrMap;
  /** The first is kept where two are equally fast. */
  readonly candidates: readonly KernelVariant[];
}

const attributes = { strides: 1, pad: 'valid', dataFormat: 'NHWC', dilations: 1 };
const [input, filter, output] = [
  [16, 16, 16, 16],
  [3, 3, 16, 32],
  [16, 14, 14, 32],
];

const trials: Readonly<Record<KernelFamily, Trial>> = {
  convolution: {
    kernel: Conv2D,
    inputs: () => ({ x: zeros(input), filter: zeros(filter) }),
    attributes,
    candidates: ['workgroup', 'register', 'stock'],
  },
  inputGradient: {
    kernel: Conv2DBackpropInput,
    inputs: () => ({ dy: zeros(output), filter: zeros(filter) }),
    attributes: { ...attributes, inputShape: input },
    candidates: ['workgroup', 'register', 'stock'],
  },
  filterGradient: {
    kernel: Conv2DBackpropFilter,
    inputs: () => ({ x: zeros(input), dy: zeros(output) }),
    attributes: { ...attributes, filterShape: filter },
    // The stock one takes a hundred times as long, which is no trial but a wait.
    candidates: ['workgroup', 'register'],
  },
  matrixProduct: {
    kernel: BatchMatMul,
    inputs: () => ({ a: zeros([128, 784]), b: zeros([784, 128]) }),
    attributes: { transposeA: false, transposeB: false },
    // The stock one adds long sums in any order, so that no run could be repeated.
    candidates: ['workgroup', 'register'],
  },
};

/** Runs of one kernel between two looks at the clock. */
const RUNS = 3;
const ROUNDS = 2;

export interface MeasurementSettings {
  /** After this many milliseconds no further candidate is tried, and those not tried keep their place. */
  readonly budgetMs?: number;
}

/** The adapter that the choice is for. */
let chosenFor: string | null = null;

/**
 * Chooses for each family of kernels what is fastest on the backend's adapter, or takes what an earlier visit found.
 * A program that does not compile there is never chosen, and {@link kernelFallbacks} names it.
 */
export async function chooseFastestKernels(
  backend: TrainingBackend,
  { vendor, architecture, device, description }: GPUAdapterInfo,
  { budgetMs = 300 }: MeasurementSettings = {},
): Promise<void> {
  const end = performance.now() + budgetMs;
  const adapter = [vendor, architecture, device, description].join('|');
  if (adapter === chosenFor) return;
  chosenFor = adapter;
  const remembered = await rememberedChoice(adapter);
  const measured: Partial<Record<KernelFamily, KernelVariant>> = {};
  for (const family of kernelFamilies) {
    const known = remembered[family];
    if (known) chooseVariant(family, known);
    else if (await chooseFastest(backend, family, end)) measured[family] = chosenVariant(family);
  }
  if (Object.keys(measured).length > 0) await rememberChoice(adapter, { ...remembered, ...measured });
}

/**
 * Whether all candidates of the family ran before `end`, so that the choice can be kept. Where one did not compile, the
 * next visit tries it again and tells the reader again.
 */
async function chooseFastest(backend: TrainingBackend, family: KernelFamily, end: number): Promise<boolean> {
  const { candidates, inputs: makeInputs, kernel, attributes } = trials[family];
  const inputs = makeInputs();
  const run = (): Tensor => engine().runKernel<Tensor>(kernel, inputs, attributes);
  let [fastest, shortest]: [KernelVariant, number] = ['stock', Infinity];
  let [tried, ran] = [0, 0];
  for (const variant of candidates) {
    if (performance.now() >= end) break;
    tried++;
    chooseVariant(family, variant);
    const failure = await failureOf(backend, run);
    if (failure !== null) {
      noteFallback(family, variant, failure);
      continue;
    }
    ran++;
    const milliseconds = await millisecondsOf(backend, run);
    if (milliseconds < shortest) [fastest, shortest] = [variant, milliseconds];
  }
  const untried = candidates[tried];
  chooseVariant(family, shortest === Infinity && untried ? untried : fastest);
  dispose(inputs);
  return ran === candidates.length;
}

/** Why a kernel cannot run on the adapter, or null. Its first run also compiles it. */
async function failureOf(backend: TrainingBackend, run: () => Tensor): Promise<string | null> {
  const { device } = backend;
  device.pushErrorScope('validation');
  run().dispose();
  backend.flush();
  const error = await device.popErrorScope();
  await device.queue.onSubmittedWorkDone();
  return error?.message ?? null;
}

async function millisecondsOf(backend: TrainingBackend, run: () => Tensor): Promise<number> {
  let shortest = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let i = 0; i < RUNS; i++) run().dispose();
    backend.flush();
    await backend.device.queue.onSubmittedWorkDone();
    shortest = Math.min(shortest, performance.now() - start);
  }
  return shortest;
}
