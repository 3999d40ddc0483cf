import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { reshape } from '../../operations/reshaping.ts';
import { tensor } from '../../operations/creation.ts';
import { defaultGenerator } from '../../random.ts';
import type { Tensor } from '../../tensor.ts';
import { bilinear } from '../functional/bilinear.ts';
import { Module } from '../module.ts';
import { Parameter } from '../parameter.ts';
import { formatKeywords } from '../python-values.ts';

interface BilinearParameters {
  readonly in1Features: number;
  readonly in2Features: number;
  readonly outFeatures: number;
  readonly bias?: boolean;
}

const NAMES = ['in1Features', 'in2Features', 'outFeatures', 'bias'] as const;

/**
 * x1ᵀ W x2 + b, as torch.nn.Bilinear: x1 [..., in1Features], x2 [..., in2Features] -> [..., outFeatures].
 *
 * Weight [outFeatures, in1Features, in2Features] and bias start in U(±1/√in1Features).
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Bilinear.html
 */
export class Bilinear extends Module {
  readonly in1Features: number;
  readonly in2Features: number;
  readonly outFeatures: number;
  readonly weight: Parameter;
  readonly bias: Parameter | null;

  constructor(...values: Arguments<BilinearParameters, typeof NAMES>) {
    super();
    const given = bindRequired<BilinearParameters>(NAMES, 3, values);
    const { in1Features, in2Features, outFeatures, bias = true } = given;
    this.in1Features = in1Features;
    this.in2Features = in2Features;
    this.outFeatures = outFeatures;
    const shape = [outFeatures, in1Features, in2Features];
    const bound = 1 / Math.sqrt(in1Features);
    const draw = (count: number) => tensor(defaultGenerator.uniform(count, -bound, bound));
    this.weight = new Parameter(reshape(draw(outFeatures * in1Features * in2Features), shape));
    this.bias = bias ? new Parameter(draw(outFeatures)) : null;
  }

  override forward(x1: Tensor, x2: Tensor): Tensor {
    return bilinear(x1, x2, this.weight, this.bias);
  }

  override extraRepr(): string {
    const { in1Features, in2Features, outFeatures, bias } = this;
    return formatKeywords({
      in1_features: in1Features,
      in2_features: in2Features,
      out_features: outFeatures,
      bias: bias !== null,
    });
  }
}
