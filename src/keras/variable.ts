import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../calling-convention/bind-arguments.ts';
import { ValueError } from './errors.ts';
import { getInitializer, type InitializerLike } from './initializers/get-initializer.ts';
import { Initializer } from './initializers/initializer.ts';
import { uniqueName } from './utils/unique-name.ts';

interface VariableParameters {
  /** The first value; or an initializer, an initializer's name or a function from shape to tensor, with `shape`. */
  readonly initializer?: tf.TensorLike | tf.Tensor | InitializerLike;
  readonly shape?: readonly number[];
  /** float32 unless the first value is a tensor of another type. */
  readonly dtype?: tf.DataType;
  readonly trainable?: boolean;
  readonly name?: string;
}

const names = ['initializer', 'shape', 'dtype', 'trainable'] as const;

/**
 * A tensor whose value changes, as keras.Variable: every operation of tfjs takes it where it takes a tensor, and reads
 * the value of that moment. A GradientTape watches it when it is trainable.
 *
 * It is freed by `dispose` alone.
 *
 * @throws {ValueError} when there is an initializer and no shape.
 * @source https://keras.io/api/variables/
 */
export class Variable extends tf.Variable {
  constructor(...values: Arguments<VariableParameters, typeof names>) {
    const parameters = bindArguments<VariableParameters>(names, values);
    const initial = initialValue(parameters);
    super(initial, parameters.trainable ?? true, parameters.name ?? uniqueName('variable'), unusedTensorId());
    tf.engine().incRef(this, tf.engine().backend);
    initial.dispose();
  }

  /**
   * Takes over the values; the tensor stays the caller's. A value of another type is converted.
   *
   * @throws {ValueError} when the shape is another.
   */
  override assign(value: tf.Tensor | tf.TensorLike): void {
    tf.tidy(() => super.assign(this.#converted(value, 'assign')));
  }

  /** @throws {ValueError} when the sum does not have the variable's shape. */
  assignAdd(value: tf.Tensor | tf.TensorLike): void {
    tf.tidy(() => super.assign(this.#converted(tf.add(this, value), 'assignAdd')));
  }

  /** @throws {ValueError} when the difference does not have the variable's shape. */
  assignSub(value: tf.Tensor | tf.TensorLike): void {
    tf.tidy(() => super.assign(this.#converted(tf.sub(this, value), 'assignSub')));
  }

  #converted(value: tf.Tensor | tf.TensorLike, method: string): tf.Tensor {
    const tensor = isTensor(value) ? value : tf.tensor(value);
    if (!tf.util.arraysEqual(tensor.shape, this.shape)) {
      throw new ValueError(
        `The shape of the target variable and the shape of the target value in \`variable.${method}(value)\` must ` +
          `match. variable.shape=(${this.shape.join(', ')}), Received: value.shape=(${tensor.shape.join(', ')}).`,
      );
    }
    return tf.cast(tensor, this.dtype);
  }
}

function initialValue({ initializer, shape, dtype }: VariableParameters): tf.Tensor {
  if (initializer === undefined) throw new TypeError("Variable: missing the argument 'initializer'.");
  return tf.tidy(() => {
    if (isTensor(initializer)) return tf.cast(initializer, dtype ?? initializer.dtype);
    if (!isInitializer(initializer)) return tf.tensor(initializer, shape && [...shape], dtype ?? 'float32');
    if (shape) return tf.cast(getInitializer(initializer).call(shape), dtype ?? 'float32');
    throw new ValueError(
      'When creating a Variable from an initializer, the `shape` argument should be specified: ' +
        'pass { initializer, shape: [...] }.',
    );
  });
}

function isTensor(value: unknown): value is tf.Tensor {
  return value instanceof tf.Tensor;
}

function isInitializer(value: tf.TensorLike | InitializerLike): value is InitializerLike {
  return (
    typeof value === 'function' ||
    typeof value === 'string' ||
    value instanceof Initializer ||
    (typeof value === 'object' && 'className' in value)
  );
}

/** Tensors are told apart by their ids, of which tfjs gives one to each. */
function unusedTensorId(): number {
  const tensor = tf.scalar(0);
  tensor.dispose();
  return tensor.id;
}
