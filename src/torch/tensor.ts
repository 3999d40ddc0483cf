import * as tf from '@tensorflow/tfjs-core';
import { AccumulateGrad } from './autograd/accumulate-grad.ts';
import type { GradientHook, GradientNode } from './autograd/gradient-node.ts';
import { asStridedNode } from './autograd/view-node.ts';
import type { DType } from './dtype.ts';
import { RuntimeError } from './errors.ts';
import { letGo, trackWith, untrack } from './memory.ts';
import { isGradEnabled } from './autograd/grad-mode.ts';
import { viewChangedError, type ViewOrigin } from './autograd/view-origin.ts';
import { textOf } from './operations/printed-text.ts';
import { requireGradOf, requireSameKind } from './same-kind.ts';
import { elementCount, isRowByRow, normalizeDim, type Shape } from './shape.ts';
import { Storage, rowByRow, type AxisOrder, type HostValues } from './storage.ts';
import { axesInStorage, peek, pick, place, readStrided, wholeLayout, writeStrided, type Layout } from './strided.ts';
import type { TensorMethods } from './tensor-methods.ts';

export type { NestedList } from './nested-list.ts';

/** An image batch [N, C, H, W] stored as NHWC, which PyTorch calls torch.channels_last. */
export const CHANNELS_LAST: AxisOrder = [0, 2, 3, 1];

/** The methods that are functions of `torch` as well: `x.sum(1)` is `torch.sum(x, 1)`. */
export interface Tensor extends TensorMethods {}

/**
 * A tensor as PyTorch has it: a shape and strides over a storage, which views of it share, and a place in the graph of
 * operations.
 *
 * Its values lie on the device of the tfjs backend that runs. A read waits for the device, so `item`, `tolist` and
 * `numpy` are asynchronous; everything else is not.
 *
 * @source https://docs.pytorch.org/docs/stable/tensors.html
 */
export class Tensor {
  readonly storage: Storage;
  readonly shape: Shape;
  /** Whether the tensor is printed as a module's parameter. */
  readonly isParameter: boolean = false;
  /** Which output of `gradFn` this is. */
  outputNumber = 0;
  /** The tensor whose memory this one shows a part of, or null. */
  readonly base: Tensor | null;
  /** How a view was made, which decides whether it may be changed in place. */
  readonly viewOrigin: ViewOrigin;
  readonly #strides: readonly number[];
  readonly #offset: number;
  /** For each axis of a view that shows all of its storage, which axis of the storage it is; else null. */
  readonly #axes: readonly number[] | null;
  #grad: Tensor | null = null;
  #isLeafWithGradient = false;
  #gradFn: GradientNode | null = null;
  #accumulator: AccumulateGrad | null = null;
  /** The version of the storage that `#gradFn` belongs to: of a view, a later one asks for a new node. */
  #gradFnVersion: number;

  constructor(
    storage: Storage,
    layout: Layout = wholeLayout(storage.shape),
    base: Tensor | null = null,
    viewOrigin: ViewOrigin = 'recorded',
  ) {
    this.storage = storage;
    this.shape = layout.shape;
    this.#offset = layout.offset;
    this.#strides = layout.strides;
    this.base = base;
    this.viewOrigin = viewOrigin;
    this.#axes = axesInStorage(layout, storage.shape);
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

  /** Position of the first element in the storage. */
  storageOffset(): number {
    return this.#offset;
  }

  /** Whether the elements lie row by row without gaps. */
  isContiguous(): boolean {
    return isRowByRow(this.shape, this.#strides);
  }

  /** Which elements of the storage this tensor shows. */
  get layout(): Layout {
    return { shape: this.shape, strides: this.#strides, offset: this.#offset };
  }

  /** How the values lie in memory; row by row for a part of a storage. */
  get order(): AxisOrder {
    const axes = this.#axes;
    return axes ? this.storage.order.map((axis) => axes.indexOf(axis)) : rowByRow(this.shape);
  }

  /** The values on the device, row by row. They belong to the tensor or to the tidy around: do not dispose of them. */
  get values(): tf.Tensor {
    return this.valuesIn(rowByRow(this.shape));
  }

  /** The values on the device in another order of axes; the stored ones themselves where the order is the same. */
  valuesIn(order: AxisOrder): tf.Tensor {
    const axes = this.#axes;
    if (axes) return this.storage.device(order.map((axis) => axes[axis] ?? 0));
    return this.#readView(this.storage.device(), order);
  }

  /** `valuesIn` as float32 numbers, whatever the type. */
  floatsIn(order: AxisOrder): tf.Tensor {
    const axes = this.#axes;
    if (this.dtype === 'float32') return this.valuesIn(order);
    if (axes) return this.storage.deviceFloats(order.map((axis) => axes[axis] ?? 0));
    const host = this.hostView;
    // A batch of many images does not take them all to the device.
    if (host) return tf.transpose(tf.tensor(new Float32Array(host), [...this.shape], 'float32'), [...order]);
    return this.#readView(this.storage.deviceFloats(), order);
  }

  /** The values row by row where the host knows them without asking the device, else null. */
  get hostValues(): HostValues | null {
    const { host } = this.storage;
    return host && pick(host, this.layout);
  }

  /** `hostValues` that are read at once and not written: they may be the memory of the storage. */
  get hostView(): HostValues | null {
    const { host } = this.storage;
    return host && peek(host, this.layout);
  }

  /**
   * What backward leaves here: of a leaf, or after retainGrad. Inside a scope a gradient that another one or null takes
   * the place of is freed with the rest at the end, so that who holds it may use it.
   *
   * @throws {RuntimeError} when set to a tensor of another shape.
   */
  get grad(): Tensor | null {
    return this.#grad;
  }

  set grad(grad: Tensor | null) {
    if (grad) requireGradOf(this, grad);
    if (this.#grad && this.#grad !== grad) letGo(this.#grad.storage);
    this.#grad = grad;
  }

  /** Whether backward brings this tensor a gradient. Settable for a leaf. */
  get requiresGrad(): boolean {
    return this.#isLeafWithGradient || this.gradFn !== null;
  }

  set requiresGrad(requiresGrad: boolean) {
    if (requiresGrad && this.dtype !== 'float32') {
      throw new RuntimeError(
        'only Tensors of floating point dtype can require gradients',
        'Convert it first: x.to(torch.float32).',
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

  /**
   * The operation that made this tensor, or null for a leaf. Of a view whose base was changed since, the new one.
   *
   * @throws {RuntimeError} when that view is one of several that a function gave, or was made without recording.
   */
  get gradFn(): GradientNode | null {
    const { base, storage } = this;
    if (this.#gradFnVersion !== storage.version && base?.requiresGrad) {
      if (this.viewOrigin !== 'recorded') throw viewChangedError(this.viewOrigin, this.#gradFn, this.outputNumber);
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

  /** `detach()`. Setting it copies values of the same shape in, which the graph does not see. */
  get data(): Tensor {
    return this.detach();
  }

  set data(values: Tensor) {
    requireSameKind(this, values);
    this.write(values);
  }

  /** PyTorch's repr; without its values where they are on a GPU, which only `await repr()` reads. */
  toString(): string {
    return textOf(this);
  }

  /** The axes in reverse order. */
  get T(): Tensor {
    return this.permute(this.shape.map((_, axis) => this.ndim - 1 - axis));
  }

  /** Each matrix of a batch transposed. @throws {RuntimeError} for fewer than two axes. */
  get mT(): Tensor {
    if (this.ndim >= 2) return this.transpose(-2, -1);
    throw new RuntimeError(
      `tensor.mT is only supported on matrices or batches of matrices. Got ${this.ndim}-D tensor`,
      'Use unsqueeze first.',
    );
  }

  /** Size of axis 0: Python's len(). @throws {TypeError} for a scalar. */
  get length(): number {
    const [size] = this.shape;
    if (size === undefined) throw new TypeError('len() of a 0-d tensor. It has one element: read it with item().');
    return size;
  }

  /** The parts along axis 0, as unbind gives them. @throws {TypeError} for a scalar. */
  [Symbol.iterator](): Iterator<Tensor> {
    if (this.ndim > 0) return this.unbind()[Symbol.iterator]();
    throw new TypeError('iteration over a 0-d tensor. It has one element: read it with item().');
  }

  /** The same memory seen as another shape. For operations that make views; they set the history. */
  viewOf(layout: Layout, origin: ViewOrigin = this.viewOrigin): Tensor {
    return new Tensor(this.storage, layout, this.base ?? this, isGradEnabled() ? origin : 'unrecorded');
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
    const { storage, layout, order } = this;
    const [stored, values] = [storage.host, source.hostValues];
    if (stored && values) {
      storage.replaceHost(place(stored, layout, values));
    } else if (this.#axes) {
      storage.replaceDevice(
        tf.tidy(() => tf.clone(source.valuesIn(order))),
        storage.order,
      );
    } else if (this.#isWholeInARow) {
      storage.replaceDevice(tf.tidy(() => tf.clone(tf.reshape(source.values, [...storage.shape]))));
    } else {
      storage.replaceDevice(
        tf.tidy(() => {
          const flat = tf.reshape(storage.device(), [storage.size]);
          return tf.reshape(writeStrided(flat, layout, source.values), [...storage.shape]);
        }),
      );
    }
  }

  /** All values, row by row, as numbers. Waits for the device. */
  async numpy(): Promise<HostValues> {
    return pick(await this.storage.read(), this.layout);
  }

  /** `numpy` without waiting. @throws {RuntimeError} on WebGPU, unless the host knows the values. */
  numpySync(): HostValues {
    return pick(this.storage.readSync(), this.layout);
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

  /** Frees the values, and those of the gradient. */
  dispose(): void {
    this.storage.dispose();
    this.#grad?.storage.dispose();
    this.#grad = null;
  }

  /** Whether the tensor shows all of its storage row by row, if in another shape. */
  get #isWholeInARow(): boolean {
    return this.#offset === 0 && this.numel() === this.storage.size && this.isContiguous();
  }

  /** A part of the stored values, with the axes in `order`: the axes are moved before anything is read. */
  #readView(stored: tf.Tensor, order: AxisOrder): tf.Tensor {
    const shape = order.map((axis) => this.shape[axis] ?? 1);
    const strides = order.map((axis) => this.#strides[axis] ?? 0);
    const flat = tf.reshape(stored, [stored.size]);
    if (elementCount(shape) === stored.size && isRowByRow(shape, strides)) return tf.reshape(flat, shape);
    return readStrided(flat, { shape, strides, offset: this.#offset });
  }
}
