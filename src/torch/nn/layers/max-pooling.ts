import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import type { Tensor } from '../../tensor.ts';
import { maxPool1d, maxPool2d } from '../functional/max-pooling.ts';
import type { Sizes } from '../functional/sizes.ts';
import { Module } from '../module.ts';
import { formatKeywords } from '../python-values.ts';

interface MaxPoolingParameters {
  readonly kernelSize: Sizes;
  /** The kernel's size by default: windows side by side. */
  readonly stride?: Sizes | null;
  readonly padding?: Sizes;
  readonly dilation?: Sizes;
  /** Whether a window that reaches over the end counts. */
  readonly ceilMode?: boolean;
}

const NAMES = ['kernelSize', 'stride', 'padding', 'dilation', 'ceilMode'] as const;

abstract class MaxPooling extends Module {
  readonly kernelSize: Sizes;
  readonly stride: Sizes;
  readonly padding: Sizes;
  readonly dilation: Sizes;
  readonly ceilMode: boolean;

  constructor(...values: Arguments<MaxPoolingParameters, typeof NAMES>) {
    super();
    const given = bindRequired<MaxPoolingParameters>(NAMES, 1, values);
    const { kernelSize, stride, padding = 0, dilation = 1, ceilMode = false } = given;
    this.kernelSize = kernelSize;
    this.stride = stride ?? kernelSize;
    this.padding = padding;
    this.dilation = dilation;
    this.ceilMode = ceilMode;
  }

  protected get options() {
    const { kernelSize, stride, padding, dilation, ceilMode } = this;
    return { kernelSize, stride, padding, dilation, ceilMode };
  }

  override extraRepr(): string {
    const { kernelSize, stride, padding, dilation, ceilMode } = this;
    return formatKeywords({ kernel_size: kernelSize, stride, padding, dilation, ceil_mode: ceilMode });
  }
}

/**
 * Max pooling of sequences, as torch.nn.MaxPool1d: x [N, C, L] -> [N, C, L'].
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool1d.html
 */
export class MaxPool1d extends MaxPooling {
  override forward(x: Tensor): Tensor {
    return maxPool1d(x, this.options);
  }
}

/**
 * Max pooling of images, as torch.nn.MaxPool2d: x [N, C, H, W] -> [N, C, H', W'].
 *
 * Call: `new MaxPool2d(kernelSize, stride, padding, dilation, ceilMode)`. The stride is the kernel's size by default.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool2d.html
 */
export class MaxPool2d extends MaxPooling {
  override forward(x: Tensor): Tensor {
    return maxPool2d(x, this.options);
  }
}
