import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import type { Tensor } from '../../tensor.ts';
import { avgPool1d, avgPool2d } from '../functional/average-pooling.ts';
import { expandSizes, type Sizes } from '../functional/sizes.ts';
import { Module } from '../module.ts';
import { formatKeywords } from '../python-values.ts';

interface AveragePoolingParameters {
  readonly kernelSize: Sizes;
  /** The kernel's size by default: windows side by side. */
  readonly stride?: Sizes | null;
  readonly padding?: Sizes;
  /** Whether a window that reaches over the end counts. */
  readonly ceilMode?: boolean;
  /** Whether the zeros of the padding are cells of a window as others are. */
  readonly countIncludePad?: boolean;
  /** What the sums are divided by, instead of the number of cells. */
  readonly divisorOverride?: number | null;
}

const NAMES = ['kernelSize', 'stride', 'padding', 'ceilMode', 'countIncludePad', 'divisorOverride'] as const;
type AveragePoolingArguments = Arguments<AveragePoolingParameters, typeof NAMES>;

abstract class AveragePooling extends Module {
  readonly kernelSize: Sizes;
  readonly stride: Sizes;
  readonly padding: Sizes;
  readonly ceilMode: boolean;
  readonly countIncludePad: boolean;
  readonly divisorOverride: number | null;

  constructor(given: AveragePoolingParameters) {
    super();
    this.kernelSize = given.kernelSize;
    this.stride = given.stride ?? given.kernelSize;
    this.padding = given.padding ?? 0;
    this.ceilMode = given.ceilMode ?? false;
    this.countIncludePad = given.countIncludePad ?? true;
    this.divisorOverride = given.divisorOverride ?? null;
  }

  protected get options() {
    const { kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride } = this;
    return { kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride };
  }

  override extraRepr(): string {
    return formatKeywords({ kernel_size: this.kernelSize, stride: this.stride, padding: this.padding });
  }
}

/**
 * Average pooling of sequences, as torch.nn.AvgPool1d: x [N, C, L] -> [N, C, L'].
 *
 * Call: `new AvgPool1d(kernelSize, stride, padding, ceilMode, countIncludePad)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.AvgPool1d.html
 */
export class AvgPool1d extends AveragePooling {
  constructor(...values: AveragePoolingArguments) {
    const { kernelSize, stride, padding = 0, ...given } = bindRequired<AveragePoolingParameters>(NAMES, 1, values);
    super({
      ...given,
      kernelSize: expandSizes(kernelSize, 1, 'kernel_size'),
      stride: expandSizes(stride ?? kernelSize, 1, 'stride'),
      padding: expandSizes(padding, 1, 'padding'),
    });
  }

  override forward(x: Tensor): Tensor {
    return avgPool1d(x, this.options);
  }
}

/**
 * Average pooling of images, as torch.nn.AvgPool2d: x [N, C, H, W] -> [N, C, H', W'].
 *
 * Call: `new AvgPool2d(kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.AvgPool2d.html
 */
export class AvgPool2d extends AveragePooling {
  constructor(...values: AveragePoolingArguments) {
    super(bindRequired<AveragePoolingParameters>(NAMES, 1, values));
  }

  override forward(x: Tensor): Tensor {
    return avgPool2d(x, this.options);
  }
}
