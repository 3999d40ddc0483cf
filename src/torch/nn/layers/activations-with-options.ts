/** Activation functions as modules: those with options of their own. */
import { bindArguments, bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { full } from '../../operations/creation.ts';
import type { Tensor } from '../../tensor.ts';
import * as functional from '../functional/activation.ts';
import { Module } from '../module.ts';
import { Parameter } from '../parameter.ts';
import { formatFloat, formatKeywords, formatPython } from '../python-values.ts';
import type { InPlaceParameters } from './activations.ts';

function inplaceSuffix(inplace: boolean): string {
  return inplace ? ', inplace=True' : '';
}

interface LeakyReLUParameters extends InPlaceParameters {
  readonly negativeSlope?: number;
}

/**
 * x where it is positive, `negativeSlope` (0.01) times it elsewhere, as torch.nn.LeakyReLU.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.LeakyReLU.html
 */
export class LeakyReLU extends Module {
  readonly negativeSlope: number;
  readonly inplace: boolean;

  constructor(...values: Arguments<LeakyReLUParameters, ['negativeSlope', 'inplace']>) {
    super();
    const given = bindArguments<LeakyReLUParameters>(['negativeSlope', 'inplace'], values);
    this.negativeSlope = given.negativeSlope ?? 0.01;
    this.inplace = given.inplace ?? false;
  }

  override forward(x: Tensor): Tensor {
    return functional.leakyRelu(x, this.negativeSlope, this.inplace);
  }

  override extraRepr(): string {
    return formatKeywords({ negative_slope: this.negativeSlope }) + inplaceSuffix(this.inplace);
  }
}

interface AlphaParameters extends InPlaceParameters {
  readonly alpha?: number;
}

/** What ELU and CELU share. */
abstract class AlphaActivation extends Module {
  readonly alpha: number;
  readonly inplace: boolean;

  constructor(...values: Arguments<AlphaParameters, ['alpha', 'inplace']>) {
    super();
    const { alpha = 1, inplace = false } = bindArguments<AlphaParameters>(['alpha', 'inplace'], values);
    this.alpha = alpha;
    this.inplace = inplace;
  }

  override extraRepr(): string {
    return `alpha=${formatFloat(this.alpha, 1)}${inplaceSuffix(this.inplace)}`;
  }
}

/**
 * x where it is positive, `alpha` (1) times (e^x - 1) elsewhere, as torch.nn.ELU.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.ELU.html
 */
export class ELU extends AlphaActivation {
  override forward(x: Tensor): Tensor {
    return functional.elu(x, this.alpha, this.inplace);
  }
}

/**
 * x where it is positive, alpha (e^(x / alpha) - 1) elsewhere, as torch.nn.CELU.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.CELU.html
 */
export class CELU extends AlphaActivation {
  override forward(x: Tensor): Tensor {
    return functional.celu(x, this.alpha, this.inplace);
  }
}

interface GELUParameters {
  readonly approximate?: 'none' | 'tanh';
}

/**
 * x · Φ(x), as torch.nn.GELU. Call: `new GELU({ approximate: 'tanh' })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.GELU.html
 */
export class GELU extends Module {
  readonly approximate: 'none' | 'tanh';

  constructor(...values: Arguments<GELUParameters, ['approximate']>) {
    super();
    this.approximate = bindArguments<GELUParameters>(['approximate'], values).approximate ?? 'none';
  }

  override forward(x: Tensor): Tensor {
    return functional.gelu(x, { approximate: this.approximate });
  }

  override extraRepr(): string {
    return `approximate='${this.approximate}'`;
  }
}

interface SoftplusParameters {
  readonly beta?: number;
  readonly threshold?: number;
}

/**
 * log(1 + e^(beta x)) / beta, as torch.nn.Softplus.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Softplus.html
 */
export class Softplus extends Module {
  readonly beta: number;
  readonly threshold: number;

  constructor(...values: Arguments<SoftplusParameters, ['beta', 'threshold']>) {
    super();
    const { beta = 1, threshold = 20 } = bindArguments<SoftplusParameters>(['beta', 'threshold'], values);
    this.beta = beta;
    this.threshold = threshold;
  }

  override forward(x: Tensor): Tensor {
    return functional.softplus(x, this.beta, this.threshold);
  }

  override extraRepr(): string {
    return `beta=${formatFloat(this.beta, 1)}, threshold=${formatFloat(this.threshold, 20)}`;
  }
}

interface HardtanhParameters extends InPlaceParameters {
  readonly minVal?: number;
  readonly maxVal?: number;
}

/**
 * x, taken into [minVal, maxVal], as torch.nn.Hardtanh.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Hardtanh.html
 */
export class Hardtanh extends Module {
  readonly minVal: number;
  readonly maxVal: number;
  readonly inplace: boolean;

  constructor(...values: Arguments<HardtanhParameters, ['minVal', 'maxVal', 'inplace']>) {
    super();
    const given = bindArguments<HardtanhParameters>(['minVal', 'maxVal', 'inplace'], values);
    this.minVal = given.minVal ?? -1;
    this.maxVal = given.maxVal ?? 1;
    this.inplace = given.inplace ?? false;
  }

  override forward(x: Tensor): Tensor {
    return functional.hardtanh(x, this.minVal, this.maxVal, this.inplace);
  }

  override extraRepr(): string {
    const bounds = `min_val=${formatFloat(this.minVal, -1)}, max_val=${formatFloat(this.maxVal, 1)}`;
    return bounds + inplaceSuffix(this.inplace);
  }
}

interface ThresholdParameters extends InPlaceParameters {
  readonly threshold: number;
  readonly value: number;
}

/**
 * x where it is above `threshold`, else `value`, as torch.nn.Threshold.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Threshold.html
 */
export class Threshold extends Module {
  readonly threshold: number;
  readonly value: number;
  readonly inplace: boolean;

  constructor(...values: Arguments<ThresholdParameters, ['threshold', 'value', 'inplace']>) {
    super();
    const given = bindRequired<ThresholdParameters>(['threshold', 'value', 'inplace'], 2, values);
    this.threshold = given.threshold;
    this.value = given.value;
    this.inplace = given.inplace ?? false;
  }

  override forward(x: Tensor): Tensor {
    return functional.threshold(x, this.threshold, this.value, this.inplace);
  }

  override extraRepr(): string {
    return formatKeywords({ threshold: this.threshold, value: this.value }) + inplaceSuffix(this.inplace);
  }
}

interface ShrinkParameters {
  readonly lambd?: number;
}

/**
 * 0 within ± `lambd` (0.5), x elsewhere, as torch.nn.Hardshrink.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Hardshrink.html
 */
export class Hardshrink extends Module {
  readonly lambd: number;

  constructor(...values: Arguments<ShrinkParameters, ['lambd']>) {
    super();
    this.lambd = bindArguments<ShrinkParameters>(['lambd'], values).lambd ?? 0.5;
  }

  override forward(x: Tensor): Tensor {
    return functional.hardshrink(x, this.lambd);
  }

  override extraRepr(): string {
    return formatPython(this.lambd);
  }
}

/**
 * 0 within ± `lambd` (0.5), x brought nearer to 0 by it elsewhere, as torch.nn.Softshrink.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Softshrink.html
 */
export class Softshrink extends Hardshrink {
  override forward(x: Tensor): Tensor {
    return functional.softshrink(x, this.lambd);
  }
}

interface PReLUParameters {
  /** 1, or the number of channels. */
  readonly numParameters?: number;
  /** The first slope. */
  readonly init?: number;
}

/**
 * x where it is positive, a learned slope times it elsewhere, as torch.nn.PReLU: x [N, C, ...].
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.PReLU.html
 */
export class PReLU extends Module {
  readonly numParameters: number;
  readonly init: number;
  readonly weight: Parameter;

  constructor(...values: Arguments<PReLUParameters, ['numParameters', 'init']>) {
    super();
    const { numParameters = 1, init = 0.25 } = bindArguments<PReLUParameters>(['numParameters', 'init'], values);
    this.numParameters = numParameters;
    this.init = init;
    this.weight = new Parameter(full([numParameters], init, { dtype: 'float32' }));
  }

  override forward(x: Tensor): Tensor {
    return functional.prelu(x, this.weight);
  }

  override extraRepr(): string {
    return formatKeywords({ num_parameters: this.numParameters });
  }
}

interface AxisParameters {
  readonly dim?: number | null;
}

/** What the activations along an axis share. */
abstract class AxisActivation extends Module {
  readonly dim: number | null;

  constructor(...values: Arguments<AxisParameters, ['dim']>) {
    super();
    this.dim = bindArguments<AxisParameters>(['dim'], values).dim ?? null;
  }

  override extraRepr(): string {
    return formatKeywords({ dim: this.dim });
  }
}

/**
 * Shares that add up to 1 along `dim`, as torch.nn.Softmax.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Softmax.html
 */
export class Softmax extends AxisActivation {
  override forward(x: Tensor): Tensor {
    return functional.softmax(x, this.dim);
  }
}

/** Softmax of -x, as torch.nn.Softmin. @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Softmin.html */
export class Softmin extends AxisActivation {
  override forward(x: Tensor): Tensor {
    return functional.softmin(x, this.dim);
  }
}

/**
 * Logarithm of the softmax, as torch.nn.LogSoftmax.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.LogSoftmax.html
 */
export class LogSoftmax extends AxisActivation {
  override forward(x: Tensor): Tensor {
    return functional.logSoftmax(x, this.dim);
  }
}

interface GLUParameters {
  readonly dim?: number;
}

/**
 * Half of x times the sigmoid of the other half, along `dim` (-1), as torch.nn.GLU.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.GLU.html
 */
export class GLU extends Module {
  readonly dim: number;

  constructor(...values: Arguments<GLUParameters, ['dim']>) {
    super();
    this.dim = bindArguments<GLUParameters>(['dim'], values).dim ?? -1;
  }

  override forward(x: Tensor): Tensor {
    return functional.glu(x, this.dim);
  }

  override extraRepr(): string {
    return formatKeywords({ dim: this.dim });
  }
}
