import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { Optimizer } from './optimizer.ts';
import { COMMON_NAMES, type OptimizerParameters } from './optimizer-parameters.ts';

interface FtrlParameters extends OptimizerParameters {
  /** How the learning rate falls with the accumulated squares, at most 0. */
  readonly learningRatePower?: number;
  readonly initialAccumulatorValue?: number;
  readonly l1RegularizationStrength?: number;
  readonly l2RegularizationStrength?: number;
  readonly l2ShrinkageRegularizationStrength?: number;
  readonly beta?: number;
}

const NAMES = [
  'learningRate',
  'learningRatePower',
  'initialAccumulatorValue',
  'l1RegularizationStrength',
  'l2RegularizationStrength',
  'l2ShrinkageRegularizationStrength',
  'beta',
  'weightDecay',
  ...COMMON_NAMES,
] as const;

type FtrlSettings = Required<Omit<FtrlParameters, keyof OptimizerParameters>>;

/**
 * Ftrl: follows the regularized leader, so that small weights stay 0.
 *
 * @throws {ValueError} for a positive power or a negative strength.
 * @source https://keras.io/api/optimizers/ftrl/
 */
export class Ftrl extends Optimizer {
  override readonly className = 'Ftrl';
  protected override readonly slotNames = ['accumulator', 'linear'];
  readonly #own: FtrlSettings;

  constructor(...values: Arguments<FtrlParameters, typeof NAMES>) {
    const {
      learningRatePower = -0.5,
      initialAccumulatorValue = 0.1,
      l1RegularizationStrength = 0,
      l2RegularizationStrength = 0,
      l2ShrinkageRegularizationStrength = 0,
      beta = 0,
      ...optimizer
    } = bindArguments<FtrlParameters>(NAMES, values);
    if (learningRatePower > 0) throw new ValueError('`learningRatePower` needs to be negative or zero.');
    const strengths = { l1RegularizationStrength, l2RegularizationStrength, l2ShrinkageRegularizationStrength };
    for (const [name, value] of Object.entries({ initialAccumulatorValue, ...strengths })) {
      if (value < 0) throw new ValueError(`\`${name}\` needs to be positive or zero. Received: ${value}.`);
    }
    const own = { learningRatePower, initialAccumulatorValue, ...strengths, beta };
    super('ftrl', optimizer, own);
    this.#own = own;
  }

  protected override initialValueOf(slot: string): number {
    return slot === 'accumulator' ? this.#own.initialAccumulatorValue : 0;
  }

  protected override updateStep(gradient: tf.Tensor, variable: tf.Variable, learningRate: tf.Tensor): void {
    const { l1RegularizationStrength: l1, l2RegularizationStrength: l2, beta, learningRatePower } = this.#own;
    const accumulator = this.slot(variable, 'accumulator');
    const linear = this.slot(variable, 'linear');
    const penalty = this.stepNumber((progress) => 2 * (l2 + beta / (2 * progress.learningRate)));
    const scale = (squares: tf.Tensor) => tf.div(tf.pow(squares, -learningRatePower), learningRate);
    const shrunk = tf.add(gradient, tf.mul(2 * this.#own.l2ShrinkageRegularizationStrength, variable));
    const squares = tf.add<tf.Tensor>(accumulator, tf.square(gradient));
    const slower = tf.mul(tf.sub(scale(squares), scale(accumulator)), variable);
    linear.assign(tf.add(linear, tf.sub(shrunk, slower)));
    const quadratic = tf.add(scale(squares), penalty);
    variable.assign(tf.div(tf.sub(tf.clipByValue(linear, -l1, l1), linear), quadratic));
    accumulator.assign(squares);
  }
}
