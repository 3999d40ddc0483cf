import * as tf from '@tensorflow/tfjs-core';
import { AccumulateGrad } from './autograd/accumulate-grad.ts';
import { runBackward } from './autograd/backward.ts';
import type { GradientHook, GradientNode } from './autograd/gradient-node.ts';
import { asStridedNode } from './autograd/view-node.ts';
import { bindArguments, type Arguments } from '../calling-convention/bind-arguments.ts';
import type { DType } from './dtype.ts';
import { RuntimeError } from './errors.ts';
import { letGo, trackWith, untrack } from './memory.ts';
import { contiguousStrides, elementCount, formatShape, normalizeDim, sameShape, type Shape } from './shape.ts';
import { Storage, rowByRow, type AxisOrder, type HostValues } from './storage.ts';
import { positions, readStrided, writeStrided, type Layout } from './strided.ts';
import type { TensorMethods } from './tensor-methods.ts';

/** An image batch [N, C, H, W] stored as NHWC, which PyTorch calls torch.channels_last. */
export const CHANNELS_LAST: AxisOrder = [0, 2, 3, 1];

/** Nested lists of the elements, or the element of a scalar. */
export type NestedList = number | boolean | readonly NestedList[];

interface BackwardParameters {
  readonly gradient?: Tensor | null;
  readonly retainGraph?: boolean;
  readonly createGraph?: boolean;
}

/** The methods that are functions of `torch` as well: `x.sum(1)` is `torch.sum(x, 1)`. */
export interface Tensor extends TensorMethods {}

/**
 * A tensor as PyTorch has it: a shape and strides over a storage, which views of it share, and a place in the graph of
 * operations.
 *
 * Its values lie on the device of the tfjs backend that runs. A read waits for the device, so `item`, `tolist` and
 * `numpy` are asynchronous; everything else is not.
 */
export class Tensor {
  readonly storage: Storage;
  readonly shape: Shape;
  readonly storageOffset: number;
  /** What backward leaves here: of a leaf, or after retainGrad. Has the tensor's shape. */
  grad: Tensor | null = null;
  /** Which output of `gradFn` this is. */
  outputNumber = 0;
  /** The tensor whose memory this one shows a part of, or null. */
  readonly base: Tensor | null;
  readonly #strides: readonly number[];
  #isLeafWithGradient = false;
  #gradFn: GradientNode | null = null;
  #accumulator: AccumulateGrad | null = null;
  /** The version of the storage that `#gradFn` belongs to: of a view, a later one asks for a new node. */
  #gradFnVersion: number;

  constructor(storage: Storage, layout: Layout = wholeLayout(storage), base: Tensor | null = null) {
    this.storage = storage;
    this.shape = layout.shape;
    this.storageOffset = layout.offset;
    this.#strides = layout.strides;
    this.base = base;
    this.#gradFnVersion = storage.version;
  }

  get dtype(): DType {
    return this.storage.dtype;
  }

  /** Number of axes: PyTorch's ndim. */
  get ndim(): number {
    return this.shape.length;
  }

  /** Where the values are, as PyTorch writes it. */
  get device(): string {
    return tf.getBackend();
  }

  /** Number of elements. */
  numel(): number {
    return elementCount(this.shape);
  }

  /** Number of axes. */
  dim(): number {
    return this.shape.length;
  }

  /** The shape, or the size of one axis. */
  size(): Shape;
  size(dim: number): number;
  size(dim?: number): Shape | number {
    return dim === undefined ? this.shape : (this.shape[normalizeDim(dim, this.ndim)] ?? 1);
  }

  /** Elements of the storage to step over along each axis, or along one. */
  stride(): readonly number[];
  stride(dim: number): number;
  stride(dim?: number): readonly number[] | number {
    return dim === undefined ? this.#strides : (this.#strides[normalizeDim(dim, this.ndim)] ?? 0);
  }

  /** Whether the elements lie row by row without gaps. */
  isContiguous(): boolean {
    const expected = contiguousStrides(this.shape);
    return this.numel() < 2 || this.shape.every((size, axis) => size === 1 || this.#strides[axis] === expected[axis]);
  }

  /** Which elements of the storage this tensor shows. */
  get layout(): Layout {
    return { shape: this.shape, strides: this.#strides, offset: this.storageOffset };
  }

  /** How the values lie in memory; row by row for a view. */
  get order(): AxisOrder {
    return this.#isWholeStorage ? this.storage.order : rowByRow(this.shape);
  }

  /** The values on the device, row by row. They belong to the tensor or to the tidy around: do not dispose of them. */
  get values(): tf.Tensor {
    return this.valuesIn(rowByRow(this.shape));
  }

  /** The values on the device in another order of axes; the stored ones themselves where the order is the same. */
  valuesIn(order: AxisOrder): tf.Tensor {
    if (this.#isWholeStorage) return this.storage.device(order);
    return inOrder(this.#readView(this.storage.device()), order);
  }

  /** `valuesIn` as float32 numbers, whatever the type. */
  floatsIn(order: AxisOrder): tf.Tensor {
    if (this.dtype === 'float32') return this.valuesIn(order);
    if (this.#isWholeStorage) return this.storage.deviceFloats(order);
    return inOrder(this.#readView(this.storage.deviceFloats()), order);
  }

  /** The values row by row where the host knows them without asking the device, else null. */
  get hostValues(): HostValues | null {
    const { host } = this.storage;
    return host && this.#pick(host);
  }

  /** Whether backward brings this tensor a gradient. Settable for a leaf. */
  get requiresGrad(): boolean {
    return this.#isLeafWithGradient || this.gradFn !== null;
  }

  set requiresGrad(requiresGrad: boolean) {
    if (requiresGrad && this.dtype !== 'float32') {
      throw new RuntimeError(
        'only Tensors of floating point dtype can require gradients. Convert it first: x.to(torch.float32).',
      );
    }
    if (!requiresGrad && this.gradFn) {
      throw new RuntimeError(
        'you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a ' +
          "subgraph that doesn't require differentiation use detach().",
      );
    }
    this.#isLeafWithGradient = requiresGrad && !this.gradFn;
  }

  /** Sets `requiresGrad`, and returns this tensor. @throws {RuntimeError} for integers, and for one that has a history. */
  requiresGrad_(requiresGrad = true): this {
    this.requiresGrad = requiresGrad;
    return this;
  }

  /** Whether no recorded operation made this tensor. */
  get isLeaf(): boolean {
    return this.gradFn === null;
  }

  /** The operation that made this tensor, or null for a leaf. Of a view whose base was changed since, the new one. */
  get gradFn(): GradientNode | null {
    const { base, storage } = this;
    if (base?.gradFn && this.#gradFnVersion !== storage.version) {
      this.setHistory(asStridedNode(base, this.layout), 0);
    }
    return this.#gradFn;
  }

  /** Puts the tensor at output `outputNumber` of a node. For operations. */
  setHistory(node: GradientNode | null, outputNumber: number): void {
    this.#gradFn = node;
    this.#gradFnVersion = this.storage.version;
    this.outputNumber = outputNumber;
    if (node) this.#isLeafWithGradient = false;
  }

  /** Where a gradient of this tensor goes: to the operation that made it, or to the end of the tape. */
  get gradientEdge(): readonly [GradientNode | null, number] {
    if (this.gradFn) return [this.gradFn, this.outputNumber];
    if (!this.#isLeafWithGradient) return [null, 0];
    this.#accumulator ??= new AccumulateGrad(this);
    return [this.#accumulator, 0];
  }

  /**
   * Gradients of this tensor with respect to all leaves that require one, added to their `grad`.
   *
   * Call: `backward(gradient, { retainGraph, createGraph })`. `gradient` has this tensor's shape, and may be left out of
   * a scalar. Unless `retainGraph` is set the graph frees what it saved.
   *
   * @throws {RuntimeError} when this is no scalar and there is no gradient, or nothing in its history requires one.
   */
  backward(...values: Arguments<BackwardParameters, ['gradient', 'retainGraph', 'createGraph']>): void {
    const {
      gradient,
      createGraph = false,
      ...given
    } = bindArguments<BackwardParameters>(['gradient', 'retainGraph', 'createGraph'], values);
    runBackward([this], [gradient ?? null], { retainGraph: given.retainGraph ?? createGraph, createGraph });
  }

  /**
   * Calls `hook` with the gradient of this tensor when backward has computed it; what it returns takes its place.
   * Returns a handle with `remove()`.
   *
   * @throws {RuntimeError} when the tensor requires no gradient.
   */
  registerHook(hook: GradientHook): { readonly remove: () => void } {
    const [node, outputNumber] = this.gradientEdge;
    if (!node) throw new RuntimeError("cannot register a hook on a tensor that doesn't require gradient");
    const hooks = node.hooks[outputNumber];
    hooks?.add(hook);
    return { remove: () => void hooks?.delete(hook) };
  }

  /** Keeps the gradient of a tensor that is no leaf in its `grad`, too. */
  retainGrad(): void {
    if (!this.requiresGrad) {
      throw new RuntimeError("can't retain_grad on Tensor that has requires_grad=False");
    }
    this.gradFn?.retaining.set(this.outputNumber, this);
  }

  /** Whether retainGrad acts on this tensor. */
  get retainsGrad(): boolean {
    return this.gradFn?.retaining.get(this.outputNumber) === this;
  }

  /** The same values without history: shares memory, needs no gradient. */
  detach(): Tensor {
    return new Tensor(this.storage, this.layout);
  }

  /** The same memory seen as another shape. For operations that make views; they set the history. */
  viewAs(layout: Layout): Tensor {
    return new Tensor(this.storage, layout, this.base ?? this);
  }

  /** Another tensor with the same values and the same history, which no change in place reaches. Copies nothing. */
  snapshot(): Tensor {
    const copy = new Tensor(this.storage.snapshot(), this.layout);
    const [node, outputNumber] = this.gradientEdge;
    if (node) copy.setHistory(node, outputNumber);
    return copy;
  }

  /** Puts new values in the place of the old, also for all that share the memory. Autograd does not see it. */
  write(source: Tensor): void {
    const { storage } = this;
    const [stored, values] = [storage.host, source.hostValues];
    if (stored && values) {
      storage.replaceHost(this.#place(stored, values));
    } else if (this.#isWholeStorage) {
      storage.replaceDevice(
        tf.tidy(() => tf.clone(source.valuesIn(storage.order))),
        storage.order,
      );
    } else {
      storage.replaceDevice(
        tf.tidy(() => {
          const flat = tf.reshape(storage.device(), [storage.size]);
          return tf.reshape(writeStrided(flat, this.layout, source.values), [...storage.shape]);
        }),
      );
    }
  }

  /** All values, row by row, as numbers. Waits for the device. */
  async numpy(): Promise<HostValues> {
    return this.#pick(await this.storage.read());
  }

  /** `numpy` without waiting. @throws {RuntimeError} on WebGPU, unless the host knows the values. */
  numpySync(): HostValues {
    return this.#pick(this.storage.readSync());
  }

  /**
   * The single value of a tensor with one element. Asynchronous, because a GPU is read so.
   *
   * @throws {RuntimeError} when there are more elements, or none.
   */
  async item(): Promise<number | boolean> {
    if (this.numel() !== 1) {
      throw new RuntimeError(
        `a Tensor with ${this.numel()} elements cannot be converted to Scalar: its shape is ${formatShape(this.shape)}. ` +
          'Use tolist(), or reduce it first.',
      );
    }
    const [value = NaN] = await this.numpy();
    return this.dtype === 'bool' ? value !== 0 : value;
  }

  /** The values as nested lists; of a scalar, the value. Waits for the device. */
  async tolist(): Promise<NestedList> {
    return nest(await this.numpy(), this.shape, this.dtype === 'bool');
  }

  /** Takes the tensor out of its scope: it lives until `dispose`. */
  persist(): this {
    untrack(this.storage);
    return this;
  }

  /** Lets the tensor live as long as `owner`. */
  liveWith(owner: Tensor): this {
    trackWith(this.storage, owner.storage);
    return this;
  }

  /** Sets the gradient to null. Inside a scope it is freed with the rest at the end, so that who holds it may use it. */
  clearGrad(): void {
    if (this.grad) letGo(this.grad.storage);
    this.grad = null;
  }

  /** Frees the values, and those of the gradient. */
  dispose(): void {
    this.storage.dispose();
    this.grad?.storage.dispose();
    this.grad = null;
  }

  /** Whether the tensor shows all of its storage in the order of the storage's own shape. */
  get #isWholeStorage(): boolean {
    return this.storageOffset === 0 && sameShape(this.shape, this.storage.shape) && this.isContiguous();
  }

  /** The view of a storage's values. */
  #readView(stored: tf.Tensor): tf.Tensor {
    if (this.storageOffset === 0 && this.numel() === stored.size && this.isContiguous()) {
      return tf.reshape(stored, [...this.shape]);
    }
    return readStrided(tf.reshape(stored, [stored.size]), this.layout);
  }

  #pick(stored: HostValues): HostValues {
    if (this.storageOffset === 0 && this.numel() === stored.length && this.isContiguous()) return stored.slice();
    const picked = stored.slice(0, 0).constructor === Uint8Array ? new Uint8Array(this.numel()) : null;
    const result =
      picked ?? (stored instanceof Float64Array ? new Float64Array(this.numel()) : new Float32Array(this.numel()));
    positions(this.layout).forEach((position, index) => {
      result[index] = stored[position] ?? 0;
    });
    return result;
  }

  #place(stored: HostValues, values: HostValues): HostValues {
    const result = stored.slice();
    positions(this.layout).forEach((position, index) => {
      result[position] = values[index] ?? 0;
    });
    return result;
  }
}

function wholeLayout({ shape }: Storage): Layout {
  return { shape, strides: contiguousStrides(shape), offset: 0 };
}

function inOrder(values: tf.Tensor, order: AxisOrder): tf.Tensor {
  return sameShape(order, rowByRow(values.shape)) ? values : tf.transpose(values, [...order]);
}

function nest(values: HostValues, shape: Shape, isBoolean: boolean, start = 0): NestedList {
  const [size, ...rest] = shape;
  if (size === undefined) return isBoolean ? values[start] !== 0 : (values[start] ?? NaN);
  const step = elementCount(rest);
  return Array.from({ length: size }, (_, index) => nest(values, rest, isBoolean, start + index * step));
}
