import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import * as torch from '../../torch/index.ts';
import { formatKeywords } from '../../torch/nn/python-values.ts';

interface FlipParameters {
  /** Probability to be flipped. */
  readonly p?: number;
}

/**
 * An image [..., H, W] with left and right exchanged, or as it is, by chance: one uniform number of the default generator.
 *
 * Call: `new RandomHorizontalFlip(p = 0.5)`.
 *
 * @source https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.RandomHorizontalFlip.html
 */
export class RandomHorizontalFlip extends torch.nn.Module {
  readonly p: number;

  constructor(...values: Arguments<FlipParameters, ['p']>) {
    super();
    this.p = bindArguments<FlipParameters>(['p'], values).p ?? 0.5;
  }

  override forward(image: torch.Tensor): torch.Tensor {
    const [draw = 0] = torch.defaultGenerator.uniform(1);
    return draw < this.p ? image.flip(-1) : image;
  }

  override extraRepr(): string {
    return formatKeywords({ p: this.p });
  }
}
