import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerRule } from '../../engine/optimizer-rule.ts';
import { updateParameters } from '../../engine/optimizer-update.ts';
import { Storage, type AxisOrder } from '../storage.ts';
import { Tensor } from '../tensor.ts';
import { Optimizer, type OptimizerOptions } from './optimizer.ts';

/** What a step does to parameters that are equally far. */
export interface FusedStep {
  readonly rule: OptimizerRule;
  /** Names of the states, in the order of the rule. */
  readonly stateNames: readonly string[];
  /** Counts the step and gives its numbers: called before the update, and again for each replay of it. */
  readonly hyperparameters: () => Float32Array;
}

/** An optimizer whose rule the engine knows: it changes all parameters of a group at once, where they lie. */
export abstract class FusedOptimizer<Options extends OptimizerOptions> extends Optimizer<Options> {
  protected abstract fusedStep(parameters: readonly Tensor[], options: Options): FusedStep;

  /** How far a parameter is, on which the numbers of its next step depend. */
  protected abstract progressOf(parameter: Tensor): number;

  protected override updateGroup(parameters: readonly Tensor[], options: Options): void {
    let waiting = parameters;
    while (waiting.length > 0) {
      const [batch, later] = this.#split(waiting);
      tf.tidy(() => {
        this.#updateBatch(batch, options);
      });
      waiting = later;
    }
  }

  /** Parameters that are as far as the first one, and the others. One that shares memory with another has to wait. */
  #split(parameters: readonly Tensor[]): readonly [batch: Tensor[], later: Tensor[]] {
    const [batch, later]: [Tensor[], Tensor[]] = [[], []];
    const storages = new Set<Storage>();
    for (const parameter of parameters) {
      const [first = parameter] = batch;
      const fits = !storages.has(parameter.storage) && this.progressOf(parameter) === this.progressOf(first);
      storages.add(parameter.storage);
      (fits ? batch : later).push(parameter);
    }
    return [batch, later];
  }

  #updateBatch(parameters: readonly Tensor[], options: Options): void {
    const { rule, stateNames, hyperparameters } = this.fusedStep(parameters, options);
    const given = parameters.map((parameter) => this.#tensorsOf(parameter, stateNames));
    const next = updateParameters(rule, given, this.ofStep(hyperparameters));
    parameters.forEach((parameter, index) => {
      const [before, after] = [given[index], next[index]];
      if (!before || !after) return;
      store(parameter, before.parameter, after.parameter, parameter.order);
      before.stateTensors.forEach((state, number) => {
        store(state, before.states[number], after.states[number], parameter.order);
      });
    });
  }

  #tensorsOf(parameter: Tensor, stateNames: readonly string[]) {
    const { grad, order } = parameter;
    const values = parameter.valuesIn(order);
    const stateTensors = stateNames.map((name) => this.keptOrZeros(parameter, name, values));
    const states = stateTensors.map((state) => state.valuesIn(order));
    // The step leaves out parameters without a gradient.
    return { parameter: values, gradient: (grad ?? parameter).valuesIn(order), states, stateTensors };
  }
}

/** Puts the values `next` into a tensor whose values were `before`, both in `order`. */
function store(tensor: Tensor, before: tf.Tensor | undefined, next: tf.Tensor | undefined, order: AxisOrder): void {
  if (!before || !next) return;
  const { storage } = tensor;
  if (before !== storage.device(storage.order)) {
    // The tensor is a part of its storage, or lies in it in another order.
    const source = new Tensor(Storage.fromDevice(next, order));
    tensor.write(source);
    source.dispose();
  } else if (next === before) storage.changedInPlace();
  else storage.replaceDevice(next, storage.order);
}
