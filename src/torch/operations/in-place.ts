import { isGradEnabled } from '../autograd/grad-mode.ts';
import { GradientNode } from '../autograd/gradient-node.ts';
import { record } from '../autograd/record.ts';
import { viewForbiddenError } from '../autograd/view-origin.ts';
import { promoteTypes } from '../dtype.ts';
import { RuntimeError } from '../errors.ts';
import { formatShape, sameShape, type Shape } from '../shape.ts';
import type { Layout } from '../strided.ts';
import { Tensor } from '../tensor.ts';
import { castTo } from './cast.ts';
import { onesLike, zerosLike } from './creation.ts';
import { expand } from './expand.ts';
import { stridedGradient, stridedPart } from './strided-part.ts';
import { typeName } from './type-names.ts';
import { where } from './where.ts';

/**
 * Changes `tensor` to what `compute` makes of it, for everybody who shares its memory, and lets the tape know.
 *
 * `compute` gets the old values under the tensor's old history, so that what it saves for backward is not what changes.
 *
 * @throws {RuntimeError} for a leaf that requires a gradient (or a view of one) while operations are recorded, for a view
 *   that may not be changed, for a tensor whose elements share memory with each other, and for a result of another shape
 *   or of a wider type.
 */
export function changeInPlace(tensor: Tensor, compute: (before: Tensor) => Tensor): Tensor {
  requireChangeable(tensor);
  const before = tensor.snapshot();
  const result = withHistory(fitted(compute(before), tensor), before);
  requireRecordable(tensor, result);
  const { base } = tensor;
  const baseBefore = base?.snapshot();
  tensor.write(result.detach());
  if (base && baseBefore) recordCopySlices(base, baseBefore, tensor.layout, before, result);
  else if (isGradEnabled() && result.requiresGrad) tensor.setHistory(result.gradFn, result.outputNumber);
  return tensor;
}

/** What nothing recorded, as the result of a comparison, passes no gradient on to what was there before. */
function withHistory(result: Tensor, before: Tensor): Tensor {
  if (result.requiresGrad) return result;
  return record(result, { name: 'CopyBackwards', inputs: [before], backward: (gradient) => [zerosLike(gradient)] });
}

/** The result in the shape and type of what it is written to. */
function fitted(result: Tensor, { shape, dtype }: Tensor): Tensor {
  if (promoteTypes(result.dtype, dtype) !== dtype) {
    throw new RuntimeError(
      `result type ${typeName(result.dtype)} can't be cast to the desired output type ${typeName(dtype)}`,
      'Use the operation that returns a new tensor.',
    );
  }
  const typed = castTo(result, dtype);
  if (sameShape(typed.shape, shape)) return typed;
  const missing = shape.length - typed.ndim;
  if (missing < 0 || typed.shape.some((size, axis) => size !== 1 && size !== shape[axis + missing])) {
    throw broadcastError(shape, typed.shape);
  }
  return expand(typed, shape);
}

/** For a result that has more elements than what it is written to. */
export function broadcastError(shape: Shape, broadcast: Shape): RuntimeError {
  return new RuntimeError(
    `output with shape ${formatShape(shape)} doesn't match the broadcast shape ${formatShape(broadcast)}`,
    'Use the operation that returns a new tensor.',
  );
}

/**
 * A base after a change of one of its views: gradients of the part go through the operation that changed it, the others
 * to the old base. The operation's own node is a part of this one, as in PyTorch.
 */
function recordCopySlices(base: Tensor, baseBefore: Tensor, layout: Layout, before: Tensor, result: Tensor): void {
  if (!isGradEnabled() || !(baseBefore.requiresGrad || result.requiresGrad)) return;
  const inBase = { ...layout, offset: layout.offset - base.storageOffset() };
  const inner = innerOperation(before, result);
  const edges = [baseBefore.gradientEdge, ...inner.edges];
  const node = new GradientNode('CopySlices', edges, [base.shape], inner.saved, ([gradient]) => {
    if (!gradient) return [];
    const part = stridedPart(gradient, inBase);
    const [ofOld, ...others] = inner.apply(part);
    // Not by taking the part off, of which nan and infinities would leave nan.
    const isOutside = stridedGradient(onesLike(part), base.shape, inBase).eq(0);
    const rest = where(isOutside, gradient, 0);
    return [ofOld ? rest.add(stridedGradient(ofOld, base.shape, inBase)) : rest, ...others];
  });
  base.setHistory(node, 0);
}

interface InnerOperation {
  /** Where its gradients go, but for that of the view. */
  readonly edges: readonly ReturnType<typeof edgeOf>[];
  readonly saved: Readonly<Record<string, Tensor>>;
  /** The gradient of the view before the change, then those of the edges. */
  readonly apply: (gradient: Tensor) => readonly (Tensor | null)[];
}

/** The operation that made `result` of `before`, or the passing on of gradients where that is more than one. */
function innerOperation(before: Tensor, result: Tensor): InnerOperation {
  const node = result.gradFn;
  const [first, ...others] = node?.nextFunctions ?? [];
  const [edge] = edgeOf(before);
  if (!node) return { edges: [], saved: {}, apply: () => [] };
  if (first?.[0] !== edge || node.outputShapes.length > 1) {
    return { edges: [edgeOf(result)], saved: {}, apply: (gradient) => [null, gradient] };
  }
  return { edges: others, saved: node.saved, apply: (gradient) => node.apply([gradient]) };
}

function edgeOf(tensor: Tensor): Tensor['gradientEdge'] {
  return tensor.gradientEdge;
}

function requireChangeable(tensor: Tensor): void {
  if (isGradEnabled() && tensor.requiresGrad && tensor.isLeaf) {
    throw new RuntimeError(
      'a leaf Variable that requires grad is being used in an in-place operation.',
      'Change it inside torch.noGrad, or use the operation that returns a new tensor.',
    );
  }
  if (tensor.numel() > 0 && tensor.shape.some((size, axis) => size > 1 && tensor.stride(axis) === 0)) {
    throw new RuntimeError(
      'unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please ' +
        'clone() the tensor before performing the operation.',
    );
  }
}

/** Holds a view against the rules of autograd: the graph has to have a place for the change. */
function requireRecordable(tensor: Tensor, result: Tensor): void {
  const { base, viewOrigin } = tensor;
  if (!isGradEnabled() || !base || !(base.requiresGrad || result.requiresGrad)) return;
  if (viewOrigin !== 'recorded') throw viewForbiddenError(viewOrigin, tensor.gradFn, tensor.outputNumber);
  if (!base.requiresGrad || !base.isLeaf) return;
  throw new RuntimeError(
    'a view of a leaf Variable that requires grad is being used in an in-place operation.',
    'Change it inside torch.noGrad, or clone() it first.',
  );
}
