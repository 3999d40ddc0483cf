import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { only, product } from '../utils/lists.ts';
import { KernelLayer, type KernelParameters } from './kernel-layer.ts';
import { builtWeight, positiveInteger } from './requirements.ts';
import { oneShape } from './shape.ts';
import { tidyOutputs } from './tidy-outputs.ts';

export interface DenseParameters extends KernelParameters {
  /** Number of outputs. */
  readonly units?: number;
}

const NAMES = ['units', 'activation', 'useBias', 'kernelInitializer', 'biasInitializer'] as const;

/**
 * activation(x kernel + bias): float32 [..., inputs] -> [..., units].
 *
 * Kernel [inputs, units], Glorot uniform; bias [units], 0.
 *
 * @throws {ValueError} when `units` is not a positive integer, or the last axis changes.
 * @source https://keras.io/api/layers/core_layers/dense/
 */
export class Dense extends KernelLayer {
  static override className = 'Dense';
  readonly units: number;
  protected override readonly keepsSteps = true;

  constructor(...values: Arguments<DenseParameters, typeof NAMES>) {
    const { units, ...parameters } = bindArguments<DenseParameters>(NAMES, values);
    super(parameters, { units });
    this.units = positiveInteger(units, 'Dense: units');
    this.inputRequirements = { minNdim: 2 };
  }

  override build(inputShape: Shape | Shape[]): void {
    const inputs = oneShape(inputShape).at(-1) ?? null;
    this.addKernelAndBias([inputs, this.units], this.units);
    this.inputRequirements = { minNdim: 2, ...(inputs !== null && { axes: { '-1': inputs } }) };
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = only(inputs);
    const outputs = tidyOutputs(() => {
      const rows = tf.reshape(x, [product(x.shape.slice(0, -1)), -1]);
      const products = tf.matMul(rows, builtWeight(this.kernel, this));
      return [this.finish(tf.reshape(products, [...x.shape.slice(0, -1), this.units]))];
    });
    return only(outputs);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return [...oneShape(inputShape).slice(0, -1), this.units];
  }
}
