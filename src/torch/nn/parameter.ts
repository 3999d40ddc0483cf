import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../errors.ts';
import { tensor, type TypedArray } from '../operations/creation.ts';
import type { Shape } from '../shape.ts';
import { Storage, type AxisOrder } from '../storage.ts';
import { Tensor, type NestedList } from '../tensor.ts';

/**
 * A tensor that a module trains, as torch.nn.Parameter: a leaf that requires a gradient, and lives until `dispose`
 * whatever scope it is made in.
 *
 * Of a tensor it shares the memory; numbers become float32.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.parameter.Parameter.html
 */
export class Parameter extends Tensor {
  override readonly isParameter = true;

  constructor(
    data: Tensor | NestedList | TypedArray,
    requiresGrad: boolean | { readonly requiresGrad: boolean } = true,
  ) {
    const values = data instanceof Tensor ? data : tensor(data, { dtype: 'float32' });
    super(values.storage, values.layout);
    this.requiresGrad = typeof requiresGrad === 'object' ? requiresGrad.requiresGrad : requiresGrad;
    this.persist();
  }
}

/**
 * The parameter of a lazy layer, as torch.nn.parameter.UninitializedParameter: it has no shape until the layer has seen
 * its first input, and the layer puts a Parameter in its place then. Build an optimizer after that.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.UninitializedParameter.html
 */
export class UninitializedParameter extends Parameter {
  constructor() {
    // One number that nobody reads.
    super([0]);
  }

  /** As PyTorch prints it, without values. */
  override toString(): string {
    return '<UninitializedParameter>';
  }

  /** Itself: there are no values to share. */
  override detach(): Tensor {
    return this;
  }

  override get hostValues(): null {
    throw uninitializedError();
  }

  override valuesIn(): tf.Tensor {
    throw uninitializedError();
  }

  override floatsIn(): tf.Tensor {
    throw uninitializedError();
  }
}

function uninitializedError(): ValueError {
  return new ValueError(
    'Attempted to use an uninitialized parameter',
    'Call forward with a dummy batch first: a lazy layer makes its parameters then.',
  );
}

/** A parameter with `values`, which are row by row in `shape`, stored in `order`: the one that the kernels read. */
export function parameterIn(order: AxisOrder, values: Float32Array, shape: Shape): Parameter {
  const stored = tf.tidy(() => tf.transpose(tf.tensor(values, [...shape], 'float32'), [...order]));
  return new Parameter(new Tensor(Storage.fromDevice(stored, order)));
}
