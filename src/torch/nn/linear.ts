import type { Tensor } from '../tensor.ts';
import { linear, WEIGHT_ORDER } from './functional.ts';
import { uniformByFanIn } from './init.ts';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';

/**
 * Affine map `y = x Wᵀ + b`, as torch.nn.Linear.
 *
 * x float32 [N, inFeatures] -> float32 [N, outFeatures].
 * Weight [outFeatures, inFeatures] and bias start in U(±1/√inFeatures).
 *
 * @throws {ShapeError} when the last axis of `x` is not `inFeatures`.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html
 */
export class Linear extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter;

  constructor(inFeatures: number, outFeatures: number) {
    super();
    const weight = uniformByFanIn(outFeatures * inFeatures, inFeatures);
    this.weight = new Parameter(weight, [outFeatures, inFeatures], WEIGHT_ORDER);
    this.bias = new Parameter(uniformByFanIn(outFeatures, inFeatures), [outFeatures]);
  }

  override forward(x: Tensor): Tensor {
    return linear(x, this.weight, this.bias);
  }
}
