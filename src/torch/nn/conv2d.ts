import type { Tensor } from '../tensor.ts';
import { conv2d, FILTER_ORDER } from './functional.ts';
import { uniformByFanIn } from './init.ts';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';

/**
 * 2-D convolution with a square kernel, stride 1 and no padding, as torch.nn.Conv2d.
 *
 * x float32 [N, inChannels, H, W] -> float32 [N, outChannels, H - k + 1, W - k + 1].
 * Weight [outChannels, inChannels, k, k] and bias start in U(±1/√(inChannels k²)).
 *
 * @throws {ShapeError} when the channels of `x` are not `inChannels`, or the kernel is larger than the image.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html
 */
export class Conv2d extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter;

  constructor(inChannels: number, outChannels: number, kernelSize: number) {
    super();
    const fanIn = inChannels * kernelSize * kernelSize;
    const shape = [outChannels, inChannels, kernelSize, kernelSize];
    this.weight = new Parameter(uniformByFanIn(outChannels * fanIn, fanIn), shape, FILTER_ORDER);
    this.bias = new Parameter(uniformByFanIn(outChannels, fanIn), [outChannels]);
  }

  override forward(x: Tensor): Tensor {
    return conv2d(x, this.weight, this.bias);
  }
}
