import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { sgdHyperparameters, type SgdRule } from '../../engine/optimizer-rule.ts';
import { ValueError } from '../errors.ts';
import { FusedOptimizer } from './fused-optimizer.ts';
import type { UpdateProgress } from './optimizer.ts';
import { COMMON_NAMES, type OptimizerParameters } from './optimizer-parameters.ts';

interface SGDParameters extends OptimizerParameters {
  readonly momentum?: number;
  readonly nesterov?: boolean;
}

const NAMES = ['learningRate', 'momentum', 'nesterov', 'weightDecay', ...COMMON_NAMES] as const;

/**
 * Gradient descent with momentum: v = momentum v - lr g; w += v, or with `nesterov` w += momentum v - lr g.
 *
 * @throws {ValueError} unless momentum is from 0 to 1.
 * @source https://keras.io/api/optimizers/sgd/
 */
export class SGD extends FusedOptimizer {
  override readonly className = 'SGD';
  protected override readonly slotNames: readonly string[];
  readonly #momentum: number;
  readonly #nesterov: boolean;

  constructor(...values: Arguments<SGDParameters, typeof NAMES>) {
    const { momentum = 0, nesterov = false, ...optimizer } = bindArguments<SGDParameters>(NAMES, values);
    if (momentum < 0 || momentum > 1) throw new ValueError(`SGD: momentum must be from 0 to 1, got ${momentum}.`);
    super('sgd', { learningRate: 0.01, ...optimizer }, { momentum, nesterov });
    this.#momentum = momentum;
    this.#nesterov = nesterov;
    this.slotNames = momentum === 0 ? [] : ['momentum'];
  }

  protected override ruleOf(weightDecay: 'none' | 'decoupled'): SgdRule {
    const momentum = this.#momentum !== 0;
    return { kind: 'sgd', arithmetic: 'keras', weightDecay, maximize: false, momentum, nesterov: this.#nesterov };
  }

  protected override hyperparametersOf({ learningRate }: UpdateProgress, weightDecay: number): Float32Array {
    const numbers = { learningRate, weightDecay, momentum: this.#momentum, gradientShare: 1 };
    return sgdHyperparameters(this.ruleOf('decoupled'), numbers);
  }
}
