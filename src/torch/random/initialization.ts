import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';

/**
 * How far apart the first weights of a layer lie: the numbers behind torch.nn.init, computed from a weight's shape.
 *
 * A weight is [out, in, ...kernel]: `fan in` counts the inputs that one output adds up, `fan out` the outputs that one
 * input goes to.
 *
 * @source https://docs.pytorch.org/docs/stable/nn.init.html
 */

/** Which fan decides: that of the input keeps the size of the values from layer to layer, the other of the gradients. */
export type FanMode = keyof typeof PLACE_OF_FAN;

/** Functions of torch.nn.functional that have a gain. */
export type Nonlinearity = keyof typeof GAINS | 'leaky_relu';

export interface KaimingOptions {
  /** Slope of leaky_relu below 0; other functions have none. */
  readonly a?: number;
  readonly mode?: FanMode;
  readonly nonlinearity?: Nonlinearity;
}

const PLACE_OF_FAN = { fan_in: 0, fan_out: 1 } as const;

const GAINS = {
  linear: 1,
  conv1d: 1,
  conv2d: 1,
  conv3d: 1,
  conv_transpose1d: 1,
  conv_transpose2d: 1,
  conv_transpose3d: 1,
  sigmoid: 1,
  tanh: 5 / 3,
  relu: Math.sqrt(2),
  selu: 3 / 4,
} as const;

const DEFAULT_NEGATIVE_SLOPE = 0.01;

/**
 * Fan in and fan out of a weight, as torch.nn.init._calculate_fan_in_and_fan_out.
 *
 * @throws {ValueError} when the shape has fewer than two axes.
 */
export function calculateFanInAndFanOut(shape: readonly number[]): readonly [fanIn: number, fanOut: number] {
  const [outputs, inputs, ...kernel] = shape;
  if (outputs === undefined || inputs === undefined) {
    throw new ValueError(
      `Fan in and fan out can not be computed for tensor with fewer than 2 dimensions, got the shape [${shape.join(', ')}` +
        ']',
      'Use uniform_ or normal_.',
    );
  }
  const kernelSize = kernel.reduce((product, length) => product * length, 1);
  return [inputs * kernelSize, outputs * kernelSize];
}

interface GainParameters {
  /** The negative slope of leaky_relu. */
  readonly param?: number | null;
}

/**
 * The factor by which a nonlinearity wants its inputs' standard deviation larger, as torch.nn.init.calculate_gain.
 *
 * Call: `calculateGain('leaky_relu', 0.2)`; the slope is 0.01 if absent, and other functions ignore it.
 *
 * @throws {ValueError} when the function is unknown, or the slope is no number.
 * @source https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.calculate_gain
 */
export function calculateGain(nonlinearity: Nonlinearity, ...values: Arguments<GainParameters, ['param']>): number {
  const negativeSlope = bindArguments<GainParameters>(['param'], values).param ?? DEFAULT_NEGATIVE_SLOPE;
  if (nonlinearity === 'leaky_relu') {
    if (typeof negativeSlope !== 'number')
      throw new ValueError(`negative_slope ${String(negativeSlope)} not a valid number`);
    return Math.sqrt(2 / (1 + negativeSlope ** 2));
  }
  if (!Object.hasOwn(GAINS, nonlinearity)) {
    throw new ValueError(
      `Unsupported nonlinearity ${nonlinearity}`,
      `Use one of leaky_relu, ${Object.keys(GAINS).join(', ')}.`,
    );
  }
  return GAINS[nonlinearity];
}

/** Standard deviation of torch.nn.init.xavier_normal_: gain √(2 / (fan in + fan out)). */
export function xavierStd(shape: readonly number[], gain = 1): number {
  const [fanIn, fanOut] = calculateFanInAndFanOut(shape);
  return gain * Math.sqrt(2 / (fanIn + fanOut));
}

/** torch.nn.init.xavier_uniform_ draws from ± this bound. */
export function xavierBound(shape: readonly number[], gain = 1): number {
  return boundOfStd(xavierStd(shape, gain));
}

/**
 * Standard deviation of torch.nn.init.kaiming_normal_: gain / √fan.
 *
 * @throws {ValueError} when the mode or the function is unknown, or the shape has fewer than two axes.
 */
export function kaimingStd(
  shape: readonly number[],
  { a = 0, mode = 'fan_in', nonlinearity = 'leaky_relu' }: KaimingOptions = {},
): number {
  return calculateGain(nonlinearity, a) / Math.sqrt(fanOfMode(shape, mode));
}

/** torch.nn.init.kaiming_uniform_ draws from ± this bound; Linear and Conv2d do so with `a` = √5. */
export function kaimingBound(shape: readonly number[], options: KaimingOptions = {}): number {
  return boundOfStd(kaimingStd(shape, options));
}

/** The biases of Linear and Conv2d start in ± this bound: 1 / √fan in of their weight, 0 where nothing comes in. */
export function biasBound(weightShape: readonly number[]): number {
  const [fanIn] = calculateFanInAndFanOut(weightShape);
  return fanIn > 0 ? 1 / Math.sqrt(fanIn) : 0;
}

/** A uniform number in ± this bound has the standard deviation `std`. */
function boundOfStd(std: number): number {
  return Math.sqrt(3) * std;
}

function fanOfMode(shape: readonly number[], mode: FanMode): number {
  if (!Object.hasOwn(PLACE_OF_FAN, mode)) {
    throw new ValueError(`Mode ${mode} not supported, please use one of ['fan_in', 'fan_out']`);
  }
  return calculateFanInAndFanOut(shape)[PLACE_OF_FAN[mode]];
}
