import { isGradEnabled } from '../autograd/grad-mode.ts';
import { GradientNode } from '../autograd/gradient-node.ts';
import { RuntimeError } from '../errors.ts';
import type { Layout } from '../strided.ts';
import { Tensor } from '../tensor.ts';
import { expand } from './expand.ts';
import { stridedGradient, stridedPart } from './strided-part.ts';

/**
 * Changes `tensor` to what `compute` makes of it, for everybody who shares its memory, and lets the tape know.
 *
 * `compute` gets the old values under the tensor's old history, so that what it saves for backward is not what changes.
 *
 * @throws {RuntimeError} for a leaf that requires a gradient (or a view of one) while operations are recorded, and for a
 *   tensor whose elements share memory with each other.
 */
export function changeInPlace(tensor: Tensor, compute: (before: Tensor) => Tensor): Tensor {
  requireChangeable(tensor);
  const result = expand(compute(tensor.snapshot()), tensor.shape);
  const base = tensor.base;
  const baseBefore = base?.snapshot();
  tensor.write(result.detach());
  if (base && baseBefore) recordCopySlices(base, baseBefore, tensor.layout, result);
  else if (result.requiresGrad) tensor.setHistory(result.gradFn, result.outputNumber);
  return tensor;
}

/** A base after a change of one of its views: gradients of the part go to the new values, the others to the old base. */
function recordCopySlices(base: Tensor, before: Tensor, layout: Layout, part: Tensor): void {
  if (!isGradEnabled() || !(before.requiresGrad || part.requiresGrad)) return;
  const inBase = { ...layout, offset: layout.offset - base.storageOffset };
  const edges = [before.gradientEdge, part.gradientEdge];
  const node = new GradientNode('CopySlices', edges, [base.shape], {}, ([gradient]) => {
    if (!gradient) return [];
    const ofPart = stridedPart(gradient, inBase);
    return [gradient.sub(stridedGradient(ofPart, base.shape, inBase)), ofPart];
  });
  base.setHistory(node, 0);
}

function requireChangeable(tensor: Tensor): void {
  if (isGradEnabled() && tensor.requiresGrad && tensor.isLeaf) {
    throw new RuntimeError(
      'a leaf Variable that requires grad is being used in an in-place operation. Change it inside torch.noGrad, or use ' +
        'the operation that returns a new tensor.',
    );
  }
  if (isGradEnabled() && tensor.base?.requiresGrad && tensor.base.isLeaf) {
    throw new RuntimeError(
      'a view of a leaf Variable that requires grad is being used in an in-place operation. Change it inside ' +
        'torch.noGrad, or clone() it first.',
    );
  }
  if (tensor.numel() > 0 && tensor.shape.some((size, axis) => size > 1 && tensor.stride(axis) === 0)) {
    throw new RuntimeError(
      'unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please ' +
        'clone() the tensor before performing the operation.',
    );
  }
}
