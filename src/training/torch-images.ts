import * as torch from '../torch/index.ts';

/**
 * Images [N, C, H, W], which lie in memory as they come from the data set: N, H, W, C.
 *
 * @param imageShape [height, width, channels].
 */
export function imagesTensor(
  images: Float32Array,
  imageShape: readonly [number, number, number],
  count: number,
): torch.Tensor {
  return torch
    .fromNumpy(images)
    .reshape([count, ...imageShape])
    .permute([0, 3, 1, 2]);
}
