import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import type { Tensor } from '../../tensor.ts';
import { initialBias, initialWeight, redraw } from '../default-initialization.ts';
import { linear } from '../functional/linear.ts';
import { Module } from '../module.ts';
import { UninitializedParameter, type Parameter } from '../parameter.ts';
import { formatKeywords } from '../python-values.ts';
import { WEIGHT_ORDER } from '../storage-orders.ts';

interface LazyLinearParameters {
  readonly outFeatures: number;
  /** Whether the layer adds a learned bias. */
  readonly bias?: boolean;
}

interface LinearParameters extends LazyLinearParameters {
  readonly inFeatures: number;
}

const NAMES = ['inFeatures', 'outFeatures', 'bias'] as const;
const LAZY_NAMES = ['outFeatures', 'bias'] as const;

/**
 * Affine map `y = x Wᵀ + b`, as torch.nn.Linear. Call: `new Linear(inFeatures, outFeatures, { bias })`.
 *
 * x float32 [..., inFeatures] -> float32 [..., outFeatures].
 * Weight [outFeatures, inFeatures] and bias start in U(±1/√inFeatures).
 *
 * @throws {RuntimeError} in `forward` when the last axis of `x` is not `inFeatures`.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html
 */
export class Linear extends Module {
  inFeatures: number;
  readonly outFeatures: number;
  weight: Parameter;
  bias: Parameter | null;

  constructor(...values: Arguments<LinearParameters, typeof NAMES>) {
    super();
    const { inFeatures, outFeatures, bias = true } = bindRequired<LinearParameters>(NAMES, 2, values);
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    const shape = [outFeatures, inFeatures];
    this.weight = initialWeight(shape, WEIGHT_ORDER);
    this.bias = bias ? initialBias(outFeatures, shape) : null;
  }

  override forward(x: Tensor): Tensor {
    return linear(x, this.weight, this.bias);
  }

  /** Draws weight and bias anew. */
  resetParameters(): void {
    redraw(this.weight, this.bias);
  }

  override extraRepr(): string {
    return formatKeywords({ in_features: this.inFeatures, out_features: this.outFeatures, bias: this.bias !== null });
  }
}

/**
 * A Linear that learns `inFeatures` from its first input and is a Linear from then on, as torch.nn.LazyLinear. Its weights
 * are drawn then, too: build the optimizer after it.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyLinear.html
 */
export class LazyLinear extends Linear {
  constructor(...values: Arguments<LazyLinearParameters, typeof LAZY_NAMES>) {
    const { outFeatures, bias = true } = bindRequired<LazyLinearParameters>(LAZY_NAMES, 1, values);
    super(0, 0, { bias: false });
    Object.assign(this, { outFeatures });
    this.weight.dispose();
    this.weight = new UninitializedParameter();
    this.bias = bias ? new UninitializedParameter() : null;
  }

  override forward(x: Tensor): Tensor {
    this.inFeatures = x.shape.at(-1) ?? 0;
    const shape = [this.outFeatures, this.inFeatures];
    this.weight.dispose();
    this.bias?.dispose();
    this.weight = initialWeight(shape, WEIGHT_ORDER);
    this.bias &&= initialBias(this.outFeatures, shape);
    Object.setPrototypeOf(this, Linear.prototype);
    return linear(x, this.weight, this.bias);
  }
}
