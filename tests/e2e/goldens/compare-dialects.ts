/** Runs in a page: the experiments of one truth on WebGPU. */
import { memory } from '@tensorflow/tfjs-core';
import type { AdapterKind } from '../../../src/engine/webgpu/adapter-kind.ts';
import type { GoldenCase } from '../../unit/support/golden-cases.ts';
import { isGoldenTensor } from '../../unit/support/golden-values.ts';
import {
  compareDialects,
  distance,
  experiments,
  largestDifference,
  type Comparison,
  type Experiment,
} from '../../unit/support/one-truth.ts';
import { startWebgpu } from '../support/start-webgpu.ts';
import type { Failure } from './failure.ts';

const LOSS_TOLERANCE = 1e-5;

export interface Verdict {
  /** The experiments that ran. */
  readonly names: readonly string[];
  readonly failures: readonly Failure[];
}

/**
 * Holds both dialects against each other and against the real frameworks, in the experiments whose names end so.
 *
 * @param goldens the losses of the frameworks, by the names of experiments
 */
export async function judgeExperiments(
  adapter: AdapterKind,
  ending: string,
  goldens: readonly GoldenCase[],
): Promise<Verdict> {
  await startWebgpu(adapter);
  const chosen = experiments.filter(({ name }) => name.endsWith(ending));
  const failures: Failure[] = [];
  for (const experiment of chosen) {
    const { name } = experiment;
    const before = memory().numTensors;
    const comparison = await compareDialects(experiment);
    const left = memory().numTensors - before;
    const own = goldens.filter((golden) => golden.name === name);
    const messages = [...differences(comparison, experiment), ...own.flatMap((golden) => errors(comparison, golden))];
    if (left !== 0) messages.push(`${left} tensors are left behind`);
    failures.push(...messages.map((message) => ({ name, message })));
  }
  return { names: chosen.map(({ name }) => name), failures };
}

/** How the dialects differ from each other. */
function differences({ torchLosses, kerasLosses, state }: Comparison, { stateTolerance }: Experiment): string[] {
  const far = state.filter((tensor) => !(distance(tensor) < stateTolerance));
  const messages = far.map((tensor) => `${tensor.name} ends ${distance(tensor)} apart`);
  const difference = largestDifference(kerasLosses, torchLosses);
  if (difference < LOSS_TOLERANCE) return messages;
  return [...messages, `the losses differ by ${difference}: ${torchLosses.join(' ')}, ${kerasLosses.join(' ')}`];
}

/** How the dialects differ from a real framework. */
function errors({ torchLosses, kerasLosses }: Comparison, { losses, tolerance = 0 }: GoldenCase): string[] {
  const expected = isGoldenTensor(losses) ? losses.tensor.map(Number) : [];
  return Object.entries({ torch: torchLosses, keras: kerasLosses }).flatMap(([dialect, own]) => {
    const difference = largestDifference(own, expected);
    if (difference < tolerance) return [];
    return [`the losses of ${dialect} are ${difference} off: ${own.join(' ')}, expected ${expected.join(' ')}`];
  });
}
