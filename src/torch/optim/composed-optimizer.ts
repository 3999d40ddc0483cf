import * as tf from '@tensorflow/tfjs-core';
import { Storage } from '../storage.ts';
import { Tensor } from '../tensor.ts';
import { Optimizer, type OptimizerOptions } from './optimizer.ts';

/** An optimizer that changes one parameter after the other, by operations of tfjs. */
export abstract class ComposedOptimizer<Options extends OptimizerOptions> extends Optimizer<Options> {
  protected override updateGroup(parameters: readonly Tensor[], options: Options): void {
    for (const parameter of parameters) this.#updateParameter(parameter, options);
  }

  /** The new values of one parameter. Values lie as the parameter lies; what it makes is freed. */
  protected abstract update(parameter: Tensor, values: tf.Tensor, gradient: tf.Tensor, options: Options): tf.Tensor;

  /** The gradient with the penalty of weight decay. */
  protected withWeightDecay(gradient: tf.Tensor, values: tf.Tensor, { weightDecay }: Options): tf.Tensor {
    return weightDecay === 0 ? gradient : tf.add(gradient, tf.mul(values, weightDecay));
  }

  #updateParameter(parameter: Tensor, options: Options): void {
    const { grad, order } = parameter;
    if (!grad) return;
    const next = tf.tidy(() => {
      const gradient = grad.valuesIn(order);
      const direction = options.maximize ? tf.neg(gradient) : gradient;
      return this.update(parameter, parameter.valuesIn(order), direction, options);
    });
    // Not into the storage itself, of which the parameter may be a part, or a transpose.
    const source = new Tensor(Storage.fromDevice(next, order));
    parameter.write(source);
    source.dispose();
  }
}

/** beta · mean + (1 - beta) · value, in the order in which PyTorch's lerp rounds; the mean starts at 0. */
export function runningMean(mean: tf.Tensor | null, value: tf.Tensor, beta: number): tf.Tensor {
  return mean ? tf.add(mean, tf.mul(tf.sub(value, mean), 1 - beta)) : tf.mul(value, 1 - beta);
}

/** beta · mean + (1 - beta) · value², in the order in which PyTorch rounds it; the mean starts at 0. */
export function runningMeanOfSquares(mean: tf.Tensor | null, value: tf.Tensor, beta: number): tf.Tensor {
  // A square alone would overflow sooner.
  const share = tf.mul(tf.mul(value, 1 - beta), value);
  return mean ? tf.add(tf.mul(mean, beta), share) : share;
}
