/**
 * The gradient of a convolution, written as a convolution: fast where the forward kernel is. All tensors are float32 in
 * NHWC, filters in HWIO.
 */
import { backend_util, conv2d, reverse, tidy, transpose, type Tensor4D } from '@tensorflow/tfjs-core';

type Conv2dGeometry = backend_util.Conv2DInfo;
type ExplicitPadding = [[number, number], [number, number], [number, number], [number, number]];

/**
 * Gradient with respect to the input, for stride 1: dy [N, oh, ow, F], filter [kh, kw, C, F] -> [N, H, W, C].
 *
 * A convolution of dy with the filter turned by 180 degrees, its input and output channels swapped.
 */
export function inputGradientAsConvolution(dy: Tensor4D, filter: Tensor4D, geometry: Conv2dGeometry): Tensor4D {
  const { padInfo, dilationHeight, dilationWidth } = geometry;
  const reachY = (geometry.filterHeight - 1) * dilationHeight;
  const reachX = (geometry.filterWidth - 1) * dilationWidth;
  return tidy(() => {
    const turned = transpose(reverse(filter, [0, 1]), [0, 1, 3, 2]);
    const padding: ExplicitPadding = [
      [0, 0],
      [reachY - padInfo.top, reachY - padInfo.bottom],
      [reachX - padInfo.left, reachX - padInfo.right],
      [0, 0],
    ];
    return conv2d(dy, turned, 1, padding, 'NHWC', [dilationHeight, dilationWidth]);
  });
}

/** Whether {@link inputGradientAsConvolution} covers a convolution: stride 1, and no more padding than the filter. */
export function hasComposedInputGradient(geometry: Conv2dGeometry): boolean {
  const { padInfo, strideHeight, strideWidth } = geometry;
  const reachY = (geometry.filterHeight - 1) * geometry.dilationHeight;
  const reachX = (geometry.filterWidth - 1) * geometry.dilationWidth;
  const { top, bottom, left, right } = padInfo;
  return strideHeight === 1 && strideWidth === 1 && Math.max(top, bottom) <= reachY && Math.max(left, right) <= reachX;
}
