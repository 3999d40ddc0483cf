import * as tf from '@tensorflow/tfjs-core';
import { LayerVariable } from '@tensorflow/tfjs-layers';
import type { Constraint } from '../constraints/index.ts';
import type { Regularizer } from '../regularizers/index.ts';

interface WeightOptions {
  readonly name: string;
  readonly path: string;
  readonly trainable: boolean;
  readonly regularizer: Regularizer | null;
  readonly constraint: Constraint | null;
}

/**
 * A weight of a layer: a variable of tfjs-layers with Keras's name (`kernel`) and path (`dense/kernel`), its
 * regularizer and its constraint.
 */
export class Weight extends LayerVariable {
  override readonly name: string;
  readonly path: string;
  readonly regularizer: Regularizer | null;
  readonly projection: Constraint | null;

  /** Takes a copy of `value`. */
  constructor(value: tf.Tensor, { name, path, trainable, regularizer, constraint }: WeightOptions) {
    super(value, value.dtype, path, trainable);
    this.name = name;
    this.path = path;
    this.regularizer = regularizer;
    this.projection = constraint;
  }

  /** The value, which later updates change. */
  get value(): tf.Variable {
    return variableOf(this);
  }

  /** Copies new values in. */
  assign(value: tf.Tensor): this {
    return this.write(value);
  }
}

/** The tfjs variable of a weight: a tensor for computations, and what gradients are taken of. */
export function variableOf(weight: LayerVariable | tf.Variable): tf.Variable {
  const value = weight instanceof LayerVariable ? weight.read() : weight;
  if (!(value instanceof tf.Variable)) throw new TypeError(`${weight.name} is not a variable.`);
  return value as tf.Variable;
}
