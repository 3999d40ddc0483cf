import * as tf from '@tensorflow/tfjs-core';
import { backward } from './autograd/backward.ts';
import type { GradientNode } from './autograd/gradient-node.ts';
import { ShapeError } from './errors.ts';

export type DType = 'float32' | 'int64';

/** Order of the axes in memory: axis `i` of the stored values is axis `order[i]` of the tensor. */
export type AxisOrder = readonly number[];

/** An image batch [N, C, H, W] stored as NHWC, which PyTorch calls torch.channels_last. */
export const CHANNELS_LAST: AxisOrder = [0, 2, 3, 1];

interface TensorOptions {
  readonly order?: AxisOrder;
  readonly requiresGrad?: boolean;
  readonly gradFn?: GradientNode | null;
}

/**
 * A tensor with PyTorch's shape and autograd, over values that a backend of tfjs holds.
 *
 * As in PyTorch the shape says nothing about the order in memory: images are [N, C, H, W] to the reader and NHWC to the
 * kernels, which know no other layout. Operations that do not care keep the order of their input.
 */
export class Tensor {
  readonly shape: readonly number[];
  /** Whether backward accumulates a gradient in `grad`, for a tensor that no operation made. */
  requiresGrad: boolean;
  grad: Tensor | null = null;
  /** The operation that made this tensor, or null for a leaf. */
  readonly gradFn: GradientNode | null;
  readonly order: AxisOrder;
  #values: tf.Tensor;

  /** @param values stored in `order`; the tensor owns them from now on. */
  constructor(
    values: tf.Tensor,
    { order = identity(values.rank), requiresGrad = false, gradFn = null }: TensorOptions = {},
  ) {
    this.#values = values;
    this.order = order;
    this.shape = order.map((_, axis) => values.shape[order.indexOf(axis)] ?? 0);
    this.gradFn = gradFn;
    this.requiresGrad = requiresGrad || gradFn !== null;
  }

  /** The stored values, in `order`. They belong to the tensor: do not dispose of them. */
  get values(): tf.Tensor {
    return this.#values;
  }

  get dtype(): DType {
    return this.#values.dtype === 'int32' ? 'int64' : 'float32';
  }

  /** The values in another order of axes; the stored ones themselves where the order is the same. */
  valuesIn(order: AxisOrder): tf.Tensor {
    if (sameOrder(order, this.order)) return this.#values;
    return tf.transpose(
      this.#values,
      order.map((axis) => this.order.indexOf(axis)),
    );
  }

  /** The values in the order of the shape, row by row. */
  get contiguousValues(): tf.Tensor {
    return this.valuesIn(identity(this.shape.length));
  }

  /**
   * Gradients of this scalar with respect to all leaves that require one, added to their `grad`.
   *
   * @throws {RuntimeError} when this is not a scalar, or nothing in its history requires a gradient.
   */
  backward(): void {
    backward(this);
  }

  /** The same values without history: shares memory, needs no gradient. */
  detach(): Tensor {
    return new Tensor(this.#values, { order: this.order });
  }

  /** Puts new values in the place of the old, which are freed. For optimizers: autograd does not see it. */
  replaceValues(values: tf.Tensor): void {
    const old = this.#values;
    this.#values = tf.keep(values);
    old.dispose();
  }

  /**
   * The single value of a tensor with one element. Asynchronous, because a GPU is read so.
   *
   * @throws {ShapeError} when there are more elements, or none.
   */
  async item(): Promise<number> {
    if (this.#values.size !== 1) {
      throw new ShapeError(`item: expected one element, got shape [${this.shape.join(', ')}]. Use toArray().`);
    }
    const [value = NaN] = await this.#values.data();
    return value;
  }

  /** All values, row by row in the order of the shape. */
  async toArray(): Promise<Float32Array | Int32Array> {
    const contiguous = this.contiguousValues;
    const values = await contiguous.data();
    if (contiguous !== this.#values) contiguous.dispose();
    return values instanceof Int32Array ? values : Float32Array.from(values);
  }

  /** Frees the values, and those of the gradient. */
  dispose(): void {
    this.#values.dispose();
    this.zeroGrad();
  }

  /** Frees the gradient and sets it to null. */
  zeroGrad(): void {
    this.grad?.dispose();
    this.grad = null;
  }
}

/** The order of a tensor stored row by row: 0, 1, 2, ... */
function identity(rank: number): AxisOrder {
  return Array.from({ length: rank }, (_, axis) => axis);
}

function sameOrder(a: AxisOrder, b: AxisOrder): boolean {
  return a.length === b.length && a.every((axis, index) => axis === b[index]);
}
