/** Runs in a page: the WebGPU and WebGL backends, with our kernels in them, against tfjs's CPU backend. */
import '@tensorflow/tfjs-backend-cpu';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import type { AdapterKind } from '../../../src/engine/webgpu/adapter-kind.ts';
import { webglBackend } from '../../../src/engine/webgl/backend.ts';
import { registerWebgpuKernels } from '../../../src/engine/webgpu/register-kernels.ts';
import { batchNormalizationCases } from './batch-norm-cases.ts';
import { kernelCases, type KernelCase } from './cases.ts';
import { convolutionCases } from './convolution-cases.ts';
import { correctedCases } from './corrected-cases.ts';
import { fusedCases } from './fused-cases.ts';
import { countResultsOfLongSums, matmulCases } from './matmul-cases.ts';
import { countDispatches, optimizerCases } from './optimizer-cases.ts';

/** One computation on both backends. */
export interface Comparison {
  readonly name: string;
  /** Largest |GPU - CPU|, of floats divided by the largest |CPU| where that is above 1; NaN where the shapes differ. */
  readonly difference: number;
  /** WebGPU programs of ours that ran, by the begin of their shader's key. */
  readonly programs: readonly string[];
}

interface Outcome {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** Registers the kernels for one kind of adapter, which a page can do but once, and compares them all. */
export async function compareKernels(adapter: AdapterKind): Promise<Comparison[]> {
  await startWithKernels(adapter);
  const cases = [...kernelCases, ...correctedCases, ...fusedCases, ...batchNormalizationCases];
  return await compare('webgpu', cases, watchPrograms(tf.backend()));
}

/** Compares products of matrices and sums over rows, of many shapes. */
export async function compareProducts(adapter: AdapterKind): Promise<Comparison[]> {
  await startWithKernels(adapter);
  return await compare('webgpu', matmulCases, watchPrograms(tf.backend()));
}

/** Compares convolutions and their gradients, of many geometries. */
export async function compareConvolutions(adapter: AdapterKind): Promise<Comparison[]> {
  await startWithKernels(adapter);
  return await compare('webgpu', convolutionCases, watchPrograms(tf.backend()));
}

/** Compares steps of optimizers, of every rule. */
export async function compareOptimizers(): Promise<Comparison[]> {
  await startWithKernels('software');
  return await compare('webgpu', optimizerCases, watchPrograms(tf.backend()));
}

/** See {@link countDispatches}. */
export async function countUpdateDispatches(parameters: number): Promise<number> {
  await startWithKernels('software');
  return countDispatches(parameters);
}

/** See {@link countResultsOfLongSums}. */
export async function countResults(adapter: AdapterKind): Promise<number> {
  await startWithKernels(adapter);
  return await countResultsOfLongSums();
}

async function startWithKernels(adapter: AdapterKind): Promise<void> {
  registerWebgpuKernels(adapter);
  await tf.setBackend('webgpu');
  await tf.ready();
  // tfjs computes with few numbers on the processor; here they stand for many.
  tf.env().set('WEBGPU_CPU_FORWARD', false);
}

/** Compares the kernels of WebGL, stock ones most of them. */
export async function compareWebglKernels(): Promise<Comparison[]> {
  await webglBackend.start({ adapter: '', hardware: false });
  return await compare('webgl', kernelCases, new Set());
}

async function compare(
  backend: 'webgpu' | 'webgl',
  cases: readonly KernelCase[],
  programs: Set<string>,
): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const { name, compute, expected: reference = compute } of cases) {
    const expected = await run('cpu', reference);
    await dirtyBuffers(backend, expected.shape);
    programs.clear();
    const actual = await run(backend, compute);
    comparisons.push({ name, difference: differenceOf(actual, expected), programs: [...programs] });
  }
  return comparisons;
}

async function run(backend: string, compute: () => tf.Tensor): Promise<Outcome> {
  await tf.setBackend(backend);
  const output = tf.tidy(compute);
  const values = await output.data();
  output.dispose();
  return { shape: output.shape, values };
}

/** Leaves buffers of a shape's size behind, full of sevens: what a kernel forgets to write is not 0 by chance. */
async function dirtyBuffers(backend: string, shape: readonly number[]): Promise<void> {
  await tf.setBackend(backend);
  const buffers = Array.from({ length: 8 }, () => tf.fill([...shape], 7));
  for (const buffer of buffers) await buffer.data();
  tf.dispose(buffers);
}

/** Notes each program of ours that runs. */
function watchPrograms(backend: unknown): Set<string> {
  if (!(backend instanceof WebGPUBackend)) throw new Error('WebGPU did not start.');
  const seen = new Set<string>();
  const runProgram = backend.runWebGPUProgram.bind(backend);
  backend.runWebGPUProgram = (program, ...rest) => {
    const [, name] = /^duet([A-Za-z0-9]+)/.exec(program.shaderKey) ?? [];
    if (name !== undefined) seen.add(name);
    return runProgram(program, ...rest);
  };
  return seen;
}

function differenceOf(actual: Outcome, expected: Outcome): number {
  if (String(actual.shape) !== String(expected.shape)) return NaN;
  const isFloat = expected.values instanceof Float32Array;
  let [largest, difference] = [1, 0];
  for (let i = 0; i < expected.values.length; i++) {
    const [is, shouldBe] = [actual.values[i] ?? NaN, expected.values[i] ?? NaN];
    if (isFloat) largest = Math.max(largest, Math.abs(shouldBe));
    // Math.max keeps a NaN, so a NaN fails.
    difference = Math.max(difference, Math.abs(is - shouldBe));
  }
  return difference / largest;
}
