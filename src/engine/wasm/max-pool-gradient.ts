import type { backend_util } from '@tensorflow/tfjs-core';

/**
 * Gradient of max pooling in NHWC: each window's dy goes to its first maximum, row by row, as PyTorch and TensorFlow
 * send it. Where windows overlap, their gradients add up.
 *
 * @param x [N, H, W, C].
 * @param dy [N, oh, ow, C].
 * @param dx [N, H, W, C], all zero; receives the gradient.
 */
export function maxPoolGradient(
  x: Float32Array,
  dy: Float32Array,
  dx: Float32Array,
  geometry: backend_util.Conv2DInfo,
): void {
  const { batchSize, outHeight, outWidth, inChannels } = geometry;
  let dyIndex = 0;
  for (let image = 0; image < batchSize; image++) {
    for (let outY = 0; outY < outHeight; outY++) {
      for (let outX = 0; outX < outWidth; outX++, dyIndex += inChannels) {
        spreadWindow(x, dy, dx, geometry, image, outY, outX, dyIndex);
      }
    }
  }
}

function spreadWindow(
  x: Float32Array,
  dy: Float32Array,
  dx: Float32Array,
  geometry: backend_util.Conv2DInfo,
  image: number,
  outY: number,
  outX: number,
  dyIndex: number,
): void {
  const { inHeight, inWidth, inChannels, padInfo } = geometry;
  const top = outY * geometry.strideHeight - padInfo.top;
  const left = outX * geometry.strideWidth - padInfo.left;
  const firstY = Math.max(0, top);
  const lastY = Math.min(inHeight, top + geometry.filterHeight);
  const firstX = Math.max(0, left);
  const lastX = Math.min(inWidth, left + geometry.filterWidth);
  for (let channel = 0; channel < inChannels; channel++) {
    let best = -1;
    let maximum = -Infinity;
    for (let y = firstY; y < lastY; y++) {
      const row = (image * inHeight + y) * inWidth;
      for (let column = firstX; column < lastX; column++) {
        const index = (row + column) * inChannels + channel;
        const value = x[index] ?? NaN;
        // A NaN wins over everything, and the first one stays.
        if (value > maximum || (Number.isNaN(value) && !Number.isNaN(maximum)) || best < 0) {
          maximum = value;
          best = index;
        }
      }
    }
    if (best >= 0) dx[best] = (dx[best] ?? 0) + (dy[dyIndex + channel] ?? 0);
  }
}
