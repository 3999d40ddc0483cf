import { stridedGradient } from '../operations/strided-part.ts';
import type { Layout } from '../strided.ts';
import type { Tensor } from '../tensor.ts';
import { GradientNode } from './gradient-node.ts';

/** The node of a view whose base was changed in place after the view was made: PyTorch's AsStridedBackward0. */
export function asStridedNode(base: Tensor, layout: Layout): GradientNode {
  const part = { ...layout, offset: layout.offset - base.storageOffset() };
  return new GradientNode('AsStridedBackward0', [base.gradientEdge], [layout.shape], {}, ([gradient]) => [
    gradient ? stridedGradient(gradient, base.shape, part) : null,
  ]);
}
