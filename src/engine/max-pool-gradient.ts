/** The gradient kernel of max pooling, which tfjs keeps out of its public operations. */
import { engine, getBackend, MaxPoolGrad, type Tensor4D } from '@tensorflow/tfjs-core';
import type { Pair } from './image-steps.ts';
import type { Pooling } from './pooling.ts';

/**
 * Whether the gradient of windows that overlap, or reach over the edge, goes to the first maximum here as well: kernels of
 * tfjs's own send it to the last.
 */
export function hasOverlappingPoolGradient(): boolean {
  return ['webgpu', 'wasm'].includes(getBackend());
}

/**
 * Gradient of max pooling in NHWC, dilation aside. It goes to the first maximum of a window, and where windows overlap it
 * adds up; see {@link hasOverlappingPoolGradient}.
 *
 * @param dy [N, oh, ow, C], like `output`.
 * @param input [N, H, W, C].
 */
export function maxPoolGradient(dy: Tensor4D, input: Tensor4D, output: Tensor4D, pooling: Pooling): Tensor4D {
  const [, height, width] = input.shape;
  const attributes = {
    filterSize: [...pooling.kernel],
    strides: [...pooling.stride],
    pad: [[0, 0], paddingOf(pooling, 0, height), paddingOf(pooling, 1, width), [0, 0]],
    dimRoundingMode: 'floor',
  };
  return engine().runKernel<Tensor4D>(MaxPoolGrad, { dy, input, output }, attributes);
}

/** Before the image, and behind it as far as the last window reaches. */
function paddingOf({ kernel, stride, padding, output }: Pooling, axis: 0 | 1, size: number): [number, number] {
  const [before]: Pair = padding[axis];
  const reach = (output[axis] - 1) * stride[axis] + kernel[axis];
  return [before, Math.max(0, reach - before - size)];
}
