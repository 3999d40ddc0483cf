import type { GradientNode } from '../../torch/autograd/gradient-node.ts';
import { eye, stack, type Tensor } from '../../torch/index.ts';
import { elementCount } from '../../torch/shape.ts';

/** So many elements are still looked at one by one. */
export const MOST_OUTPUTS = 16;
export const MOST_ENTRIES = 256;

/**
 * The derivatives of a node's output with respect to each input, by its own backward formula: one run of it for each
 * element of the output, with a gradient that is 1 there and 0 elsewhere.
 *
 * @returns for each input a matrix [elements of the output, elements of the input]; null where no gradient goes there, or
 * the matrix is too large to be looked at, or the node can no longer run.
 */
export function localJacobians(node: GradientNode): readonly (Tensor | null)[] {
  const [shape, ...others] = node.outputShapes;
  const none = node.nextFunctions.map(() => null);
  if (!shape || others.length > 0) return none;
  const size = elementCount(shape);
  if (size === 0 || size > MOST_OUTPUTS) return none;
  let runs: readonly (readonly (Tensor | null)[])[];
  try {
    runs = eye(size)
      .unbind()
      .map((row) => node.apply([row.reshape([...shape])]));
  } catch {
    // What it saved was freed: the backward itself says so in a moment.
    return none;
  }
  return node.nextFunctions.map(([next], input) => {
    const rows = runs.flatMap((gradients) => gradients[input]?.reshape([-1]) ?? []);
    const isSmall = rows.reduce((entries, row) => entries + row.numel(), 0) <= MOST_ENTRIES;
    return next && rows.length === size && isSmall ? stack(rows) : null;
  });
}
