import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import * as torch from '../../torch/index.ts';
import { formatKeywords } from '../../torch/nn/python-values.ts';

/** Shares of red, green and blue in the brightness (ITU-R BT.601). */
const BRIGHTNESS = [0.2989, 0.587, 0.114];

interface NormalizeParameters {
  /** Whether the image itself is changed. */
  readonly inplace?: boolean;
}

/**
 * (image - mean) / std for each channel of [..., C, H, W], as torchvision.transforms.Normalize.
 *
 * Call: `new Normalize(mean, std, inplace = false)` with a number for each channel, or one for all.
 *
 * @source https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.Normalize.html
 */
export class Normalize extends torch.nn.Module {
  readonly mean: number | readonly number[];
  readonly std: number | readonly number[];
  readonly inplace: boolean;

  constructor(
    mean: number | readonly number[],
    std: number | readonly number[],
    ...values: Arguments<NormalizeParameters, ['inplace']>
  ) {
    super();
    this.mean = mean;
    this.std = std;
    this.inplace = bindArguments<NormalizeParameters>(['inplace'], values).inplace ?? false;
  }

  /**
   * @throws {TypeError} when the image is not float32.
   * @throws {torch.ValueError} when it has fewer than three axes, or a standard deviation is 0.
   */
  override forward(image: torch.Tensor): torch.Tensor {
    if (image.dtype !== 'float32') {
      throw new TypeError(`Input tensor should be a float tensor. Got torch.${image.dtype}. Use ToTensor first.`);
    }
    if (image.ndim < 3) {
      throw new torch.ValueError(
        'Expected tensor to be a tensor image of size (..., C, H, W). Got tensor.size() = ' +
          `torch.Size([${image.shape.join(', ')}])`,
      );
    }
    if ([this.std].flat().some((value) => Math.fround(value) === 0)) {
      throw new torch.ValueError(
        'std evaluated to zero after conversion to torch.float32, leading to division by zero.',
      );
    }
    const [mean, std] = [perChannel(this.mean), perChannel(this.std)];
    return this.inplace ? image.sub_(mean).div_(std) : image.sub(mean).div(std);
  }

  override extraRepr(): string {
    return formatKeywords({ mean: this.mean, std: this.std });
  }
}

interface GrayscaleParameters {
  /** 1, or 3 equal ones, of an image in color. */
  readonly numOutputChannels?: number;
}

/**
 * The brightness of an image [..., 3, H, W], as torchvision.transforms.Grayscale. A grey image [..., 1, H, W] is copied
 * as it is.
 *
 * Call: `new Grayscale(numOutputChannels = 1)`.
 *
 * @source https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.Grayscale.html
 */
export class Grayscale extends torch.nn.Module {
  readonly numOutputChannels: number;

  constructor(...values: Arguments<GrayscaleParameters, ['numOutputChannels']>) {
    super();
    const { numOutputChannels = 1 } = bindArguments<GrayscaleParameters>(['numOutputChannels'], values);
    if (numOutputChannels !== 1 && numOutputChannels !== 3) {
      throw new torch.ValueError(`num_output_channels should be either 1 or 3, got ${numOutputChannels}.`);
    }
    this.numOutputChannels = numOutputChannels;
  }

  /** @throws {TypeError} when the image has neither 1 nor 3 channels. */
  override forward(image: torch.Tensor): torch.Tensor {
    const count = image.ndim < 3 ? 0 : image.size(-3);
    if (count !== 1 && count !== 3) {
      throw new TypeError(`Input image tensor permitted channel values are 1 or 3, but found ${count}.`);
    }
    if (count === 1) return image.clone();
    const grey = image.mul(perChannel(BRIGHTNESS)).sum(-3, true);
    return this.numOutputChannels === 1 ? grey : grey.expand(image.shape);
  }

  override extraRepr(): string {
    return formatKeywords({ num_output_channels: this.numOutputChannels });
  }
}

/** Numbers as [C, 1, 1], to meet [..., C, H, W]. */
function perChannel(numbers: number | readonly number[]): torch.Tensor {
  return torch.tensor(numbers, { dtype: 'float32' }).view(-1, 1, 1);
}
