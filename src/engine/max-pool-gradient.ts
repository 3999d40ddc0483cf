/** The gradient kernel of max pooling, which tfjs keeps out of its public operations. */
import { engine, MaxPoolGrad, type Tensor4D } from '@tensorflow/tfjs-core';

/**
 * Gradient of max pooling with windows side by side, in NHWC. It goes to the first maximum of a window.
 *
 * @param dy [N, oh, ow, C], like `output`.
 * @param input [N, H, W, C].
 * @param size of the windows, (height, width).
 */
export function maxPoolGradient(
  dy: Tensor4D,
  input: Tensor4D,
  output: Tensor4D,
  size: readonly [number, number],
): Tensor4D {
  const attributes = { filterSize: [...size], strides: [...size], pad: 'valid', dimRoundingMode: 'floor' };
  return engine().runKernel<Tensor4D>(MaxPoolGrad, { dy, input, output }, attributes);
}
