import { ExpressionError } from '../../expressions/expression-error.ts';
import type { Tensor } from '../../torch/index.ts';
import type { AutogradProgram } from './syntax.ts';
import { TorchProgram, type TorchWatcher } from './torch-program.ts';

/** The values that a leaf gets in the place of the program's own; null keeps these. Leaves are counted from 0. */
export type LeafValues = (leaf: number) => Tensor | null;

/** Ends a program early. */
class Enough extends Error {}

/** What a program differentiates, with other values of its leaves. */
export interface LeafRun {
  /** For each backward its root, summed and times its seed. */
  readonly roots: readonly Tensor[];
  readonly leaves: readonly Tensor[];
  /** The program's names for the leaves; null for one without a name. */
  readonly names: readonly (string | null)[];
}

/**
 * Runs a program with other values of its leaves. An error that PyTorch raises ends it, as the program itself.
 *
 * @param passes so many backwards run; the rest of the program does not.
 */
export function runWithLeaves(program: AutogradProgram, values: LeafValues, passes = Infinity): LeafRun {
  const roots: Tensor[] = [];
  const leaves: Tensor[] = [];
  const names = new Map<Tensor, string>();
  const nothing = () => undefined;
  const watcher: TorchWatcher = {
    becameLeaf: (tensor) => {
      if (!tensor.requiresGrad || leaves.includes(tensor)) return;
      const given = values(leaves.push(tensor) - 1);
      if (given) tensor.write(given);
    },
    backward: (root, seed, _, run) => {
      const detached = root.detach();
      roots.push((seed ? detached.mul(seed.detach()) : detached).sum());
      run();
      if (roots.length >= passes) throw new Enough();
    },
    named: (tensor, name) => {
      if (!names.has(tensor)) names.set(tensor, name);
    },
    reached: nothing,
    computed: nothing,
    readGradient: nothing,
    changed: nothing,
    cleared: nothing,
  };
  try {
    new TorchProgram(program, watcher).run();
  } catch (error) {
    if (error instanceof ExpressionError) throw error;
  }
  return { roots, leaves, names: leaves.map((leaf) => names.get(leaf) ?? null) };
}
