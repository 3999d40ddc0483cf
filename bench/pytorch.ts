/** Native PyTorch beside the browser: a Python program that trains the same network from the same numbers. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Trainer } from './comparison.ts';
import type { Network } from './networks.ts';
import { makeProblem } from './problem.ts';
import type { TimeBudget } from './time-budget.ts';
import type { Training } from './training.ts';

/** PyTorch that runs. */
export interface NativePytorch {
  /** Version and device, in PyTorch's words. */
  readonly description: string;
  prepare(network: Network, batchSize: number, budget: TimeBudget): Promise<Trainer>;
  stop(): void;
}

/**
 * Starts PyTorch in a Python.
 *
 * @returns what Python says where that fails.
 */
export async function startPytorch(python: string): Promise<NativePytorch | { readonly missing: string }> {
  const child = spawn(python, [join(import.meta.dirname, 'native/train.py')]);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.on('error', (error) => (errors += error.message));
  // A program that has ended takes no request; what it said is told by the answer that lacks.
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<object> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(errors.trim().split('\n').at(-1) ?? `${python} ended without a word`);
    return JSON.parse(value) as object;
  };
  const ask = async (request: object): Promise<object> => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    return await answer();
  };
  try {
    const { version, device } = (await answer()) as { readonly version: string; readonly device: string };
    return {
      description: `PyTorch ${version} on ${device}`,
      prepare: (network, batchSize, budget) => prepare(ask, network, batchSize, budget),
      stop: () => void child.kill(),
    };
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
}

async function prepare(
  ask: (request: object) => Promise<object>,
  network: Network,
  batchSize: number,
  budget: TimeBudget,
): Promise<Trainer> {
  const { imageShape, layers } = network;
  const problem = makeProblem(network, batchSize);
  const folder = mkdtempSync(join(tmpdir(), 'duet-bench-'));
  try {
    const [images, weights] = [join(folder, 'images'), join(folder, 'weights')];
    writeFileSync(images, problem.images);
    writeFileSync(weights, Buffer.concat(problem.weights.flatMap(({ weight, bias }) => [bytes(weight), bytes(bias)])));
    await budget.limit(ask({ imageShape, layers, images, weights, labels: [...problem.labels] }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    warmUpSteps: 1,
    async train(steps) {
      const training = (await budget.limit(ask({ steps }))) as Omit<Training, 'counts'>;
      return { ...training, counts: null };
    },
    release: () => Promise.resolve(),
  };
}

function bytes({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
