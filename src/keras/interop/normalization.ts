import type { BatchNorm1d, BatchNorm2d, LayerNorm } from '../../torch/nn/layers/index.ts';
import { LayerNorm as LayerNormClass } from '../../torch/nn/layers/index.ts';
import { ValueError } from '../errors.ts';
import { BatchNormalization, LayerNormalization } from '../layers/classes.ts';

/**
 * The layer of Keras that normalizes as a module of PyTorch does: with its ε, its momentum (of which Keras counts the
 * other share) and scale and offset where it has them. Their values come with `copyToKeras`.
 *
 * For models with channels last. A LayerNorm over the last axis stays one; over whole images [C, H, W] it becomes one over
 * [H, W, C].
 *
 * @throws {ValueError} for what Keras does not have: a BatchNorm without running statistics or with a mean over all
 *   batches, a LayerNorm over two axes.
 */
export function kerasNormalization(
  module: BatchNorm1d | BatchNorm2d | LayerNorm,
): BatchNormalization | LayerNormalization {
  const common = { epsilon: module.eps, scale: module.weight !== null, center: module.bias !== null };
  if (module instanceof LayerNormClass) {
    const axes = module.normalizedShape.length;
    if (axes === 2) {
      throw new ValueError(
        `kerasNormalization: a LayerNorm over [${module.normalizedShape.join(', ')}] has other axes in Keras for images ` +
          'than for sequences. Build keras.layers.LayerNormalization with the axis that you mean.',
      );
    }
    return new LayerNormalization({ ...common, axis: module.normalizedShape.map((_, index) => index - axes) });
  }
  if (module.momentum === null || !module.trackRunningStats) {
    throw new ValueError(
      `kerasNormalization: Keras keeps moving averages with a constant momentum, and ${module.toString()} does not. ` +
        'Give it a number as momentum, and trackRunningStats: true.',
    );
  }
  return new BatchNormalization({ ...common, momentum: 1 - module.momentum });
}
