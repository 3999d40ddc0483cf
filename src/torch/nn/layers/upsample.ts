import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import type { Tensor } from '../../tensor.ts';
import { interpolate, type InterpolationParameters } from '../functional/interpolation.ts';
import type { Sizes } from '../functional/sizes.ts';
import { Module } from '../module.ts';
import { formatPython } from '../python-values.ts';

const NAMES = ['size', 'scaleFactor', 'mode', 'alignCorners'] as const;

/**
 * Images of another size, as torch.nn.Upsample: x [N, C, H, W] -> [N, C, H', W'].
 *
 * Call: `new Upsample(size, scaleFactor, mode, alignCorners)`, with one of the first two.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Upsample.html
 */
export class Upsample extends Module {
  readonly size: Sizes | null;
  readonly scaleFactor: Sizes | null;
  readonly mode: 'nearest' | 'bilinear';
  readonly alignCorners: boolean | null;

  constructor(...values: Arguments<InterpolationParameters, typeof NAMES>) {
    super();
    const given = bindArguments<InterpolationParameters>(NAMES, values);
    this.size = given.size ?? null;
    this.scaleFactor = given.scaleFactor ?? null;
    this.mode = given.mode ?? 'nearest';
    this.alignCorners = given.alignCorners ?? null;
  }

  override forward(x: Tensor): Tensor {
    return interpolate(x, this.size, this.scaleFactor, this.mode, this.alignCorners);
  }

  override extraRepr(): string {
    const { size, scaleFactor, mode } = this;
    const target = scaleFactor === null ? `size=${formatPython(size)}` : `scale_factor=${formatFactors(scaleFactor)}`;
    return `${target}, mode='${mode}'`;
  }
}

/** PyTorch makes floats of the factors. */
function formatFactors(factors: Sizes): string {
  if (typeof factors !== 'number') return `(${factors.map((factor) => formatFactors(factor)).join(', ')})`;
  return Number.isInteger(factors) ? `${factors}.0` : formatPython(factors);
}
