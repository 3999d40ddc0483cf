import { bindArguments, bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { flatten, unflatten } from '../../operations/reshaping.ts';
import type { Shape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { Module } from '../module.ts';
import { formatKeywords } from '../python-values.ts';

interface FlattenParameters {
  readonly startDim?: number;
  readonly endDim?: number;
}

/**
 * The axes from `startDim` (1) to `endDim` (-1) as one, as torch.nn.Flatten: [N, ...] -> [N, features].
 *
 * Call: `new Flatten(startDim, endDim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Flatten.html
 */
export class Flatten extends Module {
  readonly startDim: number;
  readonly endDim: number;

  constructor(...values: Arguments<FlattenParameters, ['startDim', 'endDim']>) {
    super();
    const { startDim = 1, endDim = -1 } = bindArguments<FlattenParameters>(['startDim', 'endDim'], values);
    this.startDim = startDim;
    this.endDim = endDim;
  }

  override forward(x: Tensor): Tensor {
    return flatten(x, this.startDim, this.endDim);
  }

  override extraRepr(): string {
    return formatKeywords({ start_dim: this.startDim, end_dim: this.endDim });
  }
}

interface UnflattenParameters {
  readonly dim: number;
  readonly unflattenedSize: Shape;
}

/**
 * The axis `dim` as several of `unflattenedSize`, as torch.nn.Unflatten.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Unflatten.html
 */
export class Unflatten extends Module {
  readonly dim: number;
  readonly unflattenedSize: Shape;

  constructor(...values: Arguments<UnflattenParameters, ['dim', 'unflattenedSize']>) {
    super();
    const { dim, unflattenedSize } = bindRequired<UnflattenParameters>(['dim', 'unflattenedSize'], 2, values);
    this.dim = dim;
    this.unflattenedSize = unflattenedSize;
  }

  override forward(x: Tensor): Tensor {
    return unflatten(x, this.dim, this.unflattenedSize);
  }

  override extraRepr(): string {
    return formatKeywords({ dim: this.dim, unflattened_size: this.unflattenedSize });
  }
}
