/** The gradient kernel of average pooling, which tfjs keeps out of its public operations. */
import { AvgPoolGrad, engine, zeros, type Tensor4D } from '@tensorflow/tfjs-core';

/**
 * Gradient of average pooling without padding, in NHWC.
 *
 * @param dy [N, oh, ow, C].
 * @param inputShape [N, H, W, C].
 * @param size of the windows, and `stride` between them, (height, width).
 */
export function averagePoolGradient(
  dy: Tensor4D,
  inputShape: Tensor4D['shape'],
  size: readonly [number, number],
  stride: readonly [number, number],
): Tensor4D {
  const attributes = { filterSize: [...size], strides: [...stride], pad: 'valid', dimRoundingMode: 'floor' };
  // The kernel asks the input for nothing but its shape.
  return engine().runKernel<Tensor4D>(AvgPoolGrad, { dy, input: zeros(inputShape) }, attributes);
}
