import type * as tf from '@tensorflow/tfjs-core';
import type { OptimizerRule } from '../../engine/optimizer-rule.ts';
import { updateParameters } from '../../engine/optimizer-update.ts';
import { at } from '../utils/lists.ts';
import { Optimizer, type UpdateProgress } from './optimizer.ts';

/** An optimizer whose rule the engine knows: it changes all variables at once, where they lie. */
export abstract class FusedOptimizer extends Optimizer {
  /** How variables change that lose a share of themselves beside the update, or that do not. */
  protected abstract ruleOf(weightDecay: 'none' | 'decoupled'): OptimizerRule;

  /** The numbers of an update, in the order of the rule. */
  protected abstract hyperparametersOf(progress: UpdateProgress, weightDecay: number): Float32Array;

  protected override updateAll(gradients: readonly tf.Tensor[], variables: readonly tf.Variable[]): void {
    const decays = new Set(variables.map((variable) => this.weightDecayOf(variable)));
    for (const decay of decays) {
      const alike = variables.flatMap((variable, index) =>
        this.weightDecayOf(variable) === decay ? [{ variable, gradient: at(gradients, index) }] : [],
      );
      this.#updateAlike(alike, decay);
    }
  }

  protected override updateStep(gradient: tf.Tensor, variable: tf.Variable): void {
    this.updateAll([gradient], [variable]);
  }

  #updateAlike(
    pairs: readonly { readonly variable: tf.Variable; readonly gradient: tf.Tensor }[],
    weightDecay: number | null,
  ): void {
    const rule = this.ruleOf(weightDecay === null ? 'none' : 'decoupled');
    const owners = pairs.map(({ variable }) => [variable, ...this.slotNames.map((name) => this.slot(variable, name))]);
    const updates = pairs.map(({ variable, gradient }, index) => ({
      parameter: variable,
      gradient,
      states: at(owners, index).slice(1),
    }));
    const hyperparameters = this.ofStep((progress) => this.hyperparametersOf(progress, weightDecay ?? 0));
    updateParameters(rule, updates, hyperparameters).forEach(({ parameter, states }, index) => {
      const changed = [parameter, ...states];
      at(owners, index).forEach((owner, number) => {
        const values = at(changed, number);
        if (values !== owner) owner.assign(values);
      });
    });
  }
}
