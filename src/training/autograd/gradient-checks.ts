import { scope, tensor, type Tensor } from '../../torch/index.ts';
import type { FilmEvent, GradientCheck, NodeIndex, TensorIndex, TensorNumbers } from '../autograd-protocol.ts';
import { runWithLeaves } from './leaf-runs.ts';
import { readTensors } from './read-tensors.ts';
import type { AutogradProgram } from './syntax.ts';

/** float32 numbers have seven digits: a smaller step would leave none of them in the difference. */
const RELATIVE_STEP = 1e-2;
/** Each element takes two runs of the program. */
const MOST_ELEMENTS = 64;

/** A leaf of the film, with the values that the program gives it. */
export interface FilmLeaf {
  readonly node: NodeIndex;
  readonly value: TensorIndex;
}

/** A leaf's element, moved. */
interface Move {
  readonly leaf: number;
  readonly element: number;
  readonly by: number;
}

/**
 * The gradients of each backward pass beside central differences: the whole program runs again with each element of each
 * leaf moved a little up and down. Differences know nothing of `detach` and `no_grad`; where a program uses them, they see
 * paths that the gradients do not take.
 *
 * @param leaves in the order in which the program makes them.
 * @param tensors those of the film; gets the differences.
 * @returns nothing for a program of more leaf elements than can be moved one by one.
 */
export async function gradientChecks(
  program: AutogradProgram,
  leaves: readonly FilmLeaf[],
  events: readonly FilmEvent[],
  tensors: TensorNumbers[],
): Promise<readonly GradientCheck[]> {
  const added = events.flatMap((event) => (event.type === 'accumulated' ? [event] : []));
  const values = leaves.map(({ value }) => tensors[value]?.values ?? []);
  if (added.length === 0 || values.flat().length > MOST_ELEMENTS) return [];
  const moves = values.flatMap((elements, leaf) =>
    elements.flatMap((value, element): Move[] => {
      const by = RELATIVE_STEP * Math.max(1, Math.abs(value));
      return [by, -by].map((each) => ({ leaf, element, by: each }));
    }),
  );
  const roots = await rootsAfter(program, moves, leaves, tensors);
  return added.flatMap(({ pass, node, added: gradient }) => {
    const shown = tensors[gradient];
    const leaf = leaves.findIndex((each) => each.node === node);
    if (!shown || leaf < 0) return [];
    const differences = shown.values.map((_, element) => {
      const [up, down] = moves.flatMap((move, run) => (move.leaf === leaf && move.element === element ? [run] : []));
      const step = moves[up ?? -1]?.by ?? Number.NaN;
      const [above, below] = [up, down].map((run) => roots[run ?? -1]?.[pass - 1] ?? Number.NaN);
      return ((above ?? Number.NaN) - (below ?? Number.NaN)) / (2 * step);
    });
    const error = Math.max(
      ...differences.map((each, element) => Math.abs(each - (shown.values[element] ?? Number.NaN))),
    );
    return [{ pass, node, gradient, differences: tensors.push({ ...shown, values: differences }) - 1, error }];
  });
}

/** For each move what every backward of the program starts from. */
async function rootsAfter(
  program: AutogradProgram,
  moves: readonly Move[],
  leaves: readonly FilmLeaf[],
  tensors: readonly TensorNumbers[],
): Promise<readonly (readonly number[])[]> {
  const runs = moves.map((move) =>
    scope(() => runWithLeaves(program, (leaf) => (leaf === move.leaf ? moved(tensors, leaves, move) : null)).roots),
  );
  const read = await readTensors(runs.flat());
  for (const root of runs.flat()) root.dispose();
  let place = 0;
  return runs.map((roots) => roots.map(() => read[place++]?.values[0] ?? Number.NaN));
}

function moved(
  tensors: readonly TensorNumbers[],
  leaves: readonly FilmLeaf[],
  { leaf, element, by }: Move,
): Tensor | null {
  const own = tensors[leaves[leaf]?.value ?? -1];
  if (!own) return null;
  const values = own.values.map((value, index) => (index === element ? value + by : value));
  return tensor(Float32Array.from(values)).reshape([...own.shape]);
}
