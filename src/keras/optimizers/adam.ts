import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { adamHyperparameters, type AdamRule } from '../../engine/optimizer-rule.ts';
import { uniqueName } from '../utils/unique-name.ts';
import { FusedOptimizer } from './fused-optimizer.ts';
import type { UpdateProgress } from './optimizer.ts';
import { COMMON_NAMES, type OptimizerParameters } from './optimizer-parameters.ts';

export interface AdamParameters extends OptimizerParameters {
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
  /** Whether the largest second moment so far is divided by. */
  readonly amsgrad?: boolean;
}

const NAMES = ['learningRate', 'beta1', 'beta2', 'epsilon', 'amsgrad', 'weightDecay', ...COMMON_NAMES] as const;
const ADAMW_NAMES = ['learningRate', 'weightDecay', 'beta1', 'beta2', 'epsilon', 'amsgrad', ...COMMON_NAMES] as const;

/**
 * Adam: m and v are moving averages of g and g²; w -= lr √(1 - β2ᵗ) / (1 - β1ᵗ) m / (√v + ε).
 *
 * @source https://keras.io/api/optimizers/adam/
 */
export class Adam extends FusedOptimizer {
  override readonly className: string = 'Adam';
  protected override readonly slotNames: readonly string[];
  readonly #own: Required<Omit<AdamParameters, keyof OptimizerParameters>>;

  constructor(...values: Arguments<AdamParameters, typeof NAMES>) {
    const {
      beta1 = 0.9,
      beta2 = 0.999,
      epsilon = 1e-7,
      amsgrad = false,
      ...optimizer
    } = bindArguments<AdamParameters>(NAMES, values);
    const own = { beta1, beta2, epsilon, amsgrad };
    super('adam', optimizer, own);
    this.#own = own;
    this.slotNames = amsgrad ? ['momentum', 'velocity', 'velocity_hat'] : ['momentum', 'velocity'];
  }

  protected override ruleOf(weightDecay: 'none' | 'decoupled'): AdamRule {
    return { kind: 'adam', arithmetic: 'keras', weightDecay, maximize: false, amsgrad: this.#own.amsgrad };
  }

  protected override hyperparametersOf(progress: UpdateProgress, weightDecay: number): Float32Array {
    return adamHyperparameters(this.ruleOf('decoupled'), { ...this.#own, ...progress, weightDecay });
  }
}

/**
 * Adam with a weight decay of 0.004 unless told otherwise.
 *
 * @source https://keras.io/api/optimizers/adamw/
 */
export class AdamW extends Adam {
  override readonly className = 'AdamW';

  constructor(...values: Arguments<AdamParameters, typeof ADAMW_NAMES>) {
    const bound = bindArguments<AdamParameters>(ADAMW_NAMES, values);
    super({ weightDecay: 0.004, ...bound, name: bound.name ?? uniqueName('adam_w') });
  }
}
