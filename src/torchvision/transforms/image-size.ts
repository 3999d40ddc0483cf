import * as torch from '../../torch/index.ts';

/** The last two axes of an image [..., H, W]. @throws {TypeError} when there are fewer. */
export function imageSize(image: torch.Tensor): readonly [height: number, width: number] {
  if (image.ndim < 2) throw new TypeError('Tensor is not a torch image: it has fewer than 2 axes, [..., H, W].');
  return [image.size(-2), image.size(-1)];
}

/** `change` of an image [..., H, W] as a batch [N, 1, H, W]: what the functions of torch.nn.functional take. */
export function asBatch(image: torch.Tensor, change: (batch: torch.Tensor) => torch.Tensor): torch.Tensor {
  const changed = change(image.reshape([-1, 1, ...imageSize(image)]));
  return changed.reshape([...image.shape.slice(0, -2), ...imageSize(changed)]);
}

/** Height and width from one number for both, or two. @throws {torch.ValueError} when there are more or fewer. */
export function sizePair(size: number | readonly number[]): readonly [height: number, width: number] {
  const [height, width = height] = typeof size === 'number' ? [size] : size;
  if (height === undefined || width === undefined || (typeof size !== 'number' && size.length > 2)) {
    throw new torch.ValueError('Please provide only two dimensions (h, w) for size.');
  }
  return [height, width];
}

/** Python's round: a half goes to the even neighbour. */
export function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
