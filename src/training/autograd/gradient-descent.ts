import { optim, scope, type Tensor } from '../../torch/index.ts';
import type { DescentStep } from '../autograd-protocol.ts';
import { runWithLeaves } from './leaf-runs.ts';
import { readTensors } from './read-tensors.ts';
import type { AutogradProgram } from './syntax.ts';

/** Where a descent stands before a step, and after it. */
interface Place {
  readonly loss: Tensor | null;
  readonly names: readonly (string | null)[];
  readonly leaves: readonly Tensor[];
  readonly next: readonly Tensor[];
}

/**
 * Gradient descent on what the program's first backward starts from, by PyTorch's SGD: each step runs the program up to
 * there, with the leaves where the step before left them.
 *
 * @returns names of the leaves, and one more place than `steps`: the last is where the descent ends. No places for a program
 * without a backward.
 */
export async function gradientDescent(
  program: AutogradProgram,
  stepSize: number,
  steps: number,
): Promise<{ readonly names: readonly string[]; readonly steps: readonly DescentStep[] }> {
  const places: Place[] = [];
  for (let step = 0; step <= steps; step += 1) {
    const start = places.at(-1)?.next ?? [];
    places.push(scope(() => descend(program, start, stepSize)));
  }
  const complete = places.flatMap(({ loss, leaves }) => (loss ? [[loss, ...leaves]] : []));
  const read = await readTensors(complete.flat());
  for (const { loss, leaves, next } of places) for (const each of [loss, ...leaves, ...next]) each?.dispose();
  let place = 0;
  return {
    names: (places[0]?.names ?? []).map((name, leaf) => name ?? `leaf ${leaf + 1}`),
    steps: complete.map((tensors) => {
      const [loss, ...leaves] = read.slice(place, (place += tensors.length));
      return { loss: loss?.values[0] ?? Number.NaN, leaves };
    }),
  };
}

function descend(program: AutogradProgram, start: readonly Tensor[], stepSize: number): Place {
  const { roots, leaves, names } = runWithLeaves(program, (leaf) => start[leaf] ?? null, 1);
  const copies = () => leaves.map((leaf) => leaf.detach().clone());
  const before = copies();
  if (leaves.length > 0) new optim.SGD(leaves, { lr: stepSize }).step();
  return { loss: roots[0] ?? null, names, leaves: before, next: copies() };
}
