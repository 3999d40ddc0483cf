import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import type { Tensor } from '../../tensor.ts';
import {
  adaptiveAvgPool1d,
  adaptiveAvgPool2d,
  adaptiveMaxPool2d,
  type OutputSize,
} from '../functional/adaptive-pooling.ts';
import { Module } from '../module.ts';
import { formatKeywords } from '../python-values.ts';

interface AdaptiveParameters<Size extends OutputSize> {
  readonly outputSize: Size;
}

abstract class AdaptivePooling<Size extends OutputSize> extends Module {
  readonly outputSize: Size;

  constructor(...values: Arguments<AdaptiveParameters<Size>, ['outputSize']>) {
    super();
    this.outputSize = bindRequired<AdaptiveParameters<Size>>(['outputSize'], 1, values).outputSize;
  }

  override extraRepr(): string {
    return formatKeywords({ output_size: this.outputSize });
  }
}

/**
 * Means of windows that divide a sequence evenly, as torch.nn.AdaptiveAvgPool1d: x [N, C, L] -> [N, C, outputSize].
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool1d.html
 */
export class AdaptiveAvgPool1d extends AdaptivePooling<number> {
  override forward(x: Tensor): Tensor {
    return adaptiveAvgPool1d(x, this.outputSize);
  }
}

/**
 * Means of windows that divide the image evenly, as torch.nn.AdaptiveAvgPool2d: x [N, C, H, W] -> [N, C, ...outputSize].
 * A size that is null stays.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool2d.html
 */
export class AdaptiveAvgPool2d extends AdaptivePooling<OutputSize> {
  override forward(x: Tensor): Tensor {
    return adaptiveAvgPool2d(x, this.outputSize);
  }
}

/**
 * Maxima of windows that divide the image evenly, as torch.nn.AdaptiveMaxPool2d: x [N, C, H, W] -> [N, C, ...outputSize].
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveMaxPool2d.html
 */
export class AdaptiveMaxPool2d extends AdaptivePooling<OutputSize> {
  override forward(x: Tensor): Tensor {
    return adaptiveMaxPool2d(x, this.outputSize);
  }
}
