import * as tf from '@tensorflow/tfjs-core';
import type { DType } from './dtype.ts';
import { RuntimeError } from './errors.ts';
import { track, untrack } from './memory.ts';
import { elementCount, sameShape, type Shape } from './shape.ts';

/** Values on the host, row by row. Integers are doubles, because JavaScript has no array of int64 numbers. */
export type HostValues = Float32Array | Float64Array | Uint8Array;

/** Order of the axes in memory: axis `i` of the stored values is axis `order[i]` of the shape. */
export type AxisOrder = readonly number[];

const DEVICE_TYPES = { float32: 'float32', int64: 'int32', bool: 'bool' } as const;
/** The device holds integers in 32 bits. */
const LARGEST_DEVICE_INTEGER = 2 ** 31 - 1;

/** Apart from the storage, so that its memory can be freed when the storage itself is gone. */
interface DeviceMemory {
  device: tf.Tensor | null;
}

/** Frees the memory of storages that were made outside of any scope, and that nobody can reach any longer. */
const forgotten = new FinalizationRegistry<DeviceMemory>(({ device }) => device?.dispose());

/**
 * Memory that a tensor and its views share. It holds its values on the device, on the host, or both: integers and
 * booleans made from numbers stay on the host, where they are exact, until a kernel asks for them.
 *
 * The order in memory is a matter of the storage alone: images of shape [N, C, H, W] lie as NHWC when a convolution
 * made them, because its kernels know no other layout, and nobody outside sees it.
 */
export class Storage {
  readonly shape: Shape;
  readonly dtype: DType;
  /** Counts the changes in place. A graph that saved an older version must not be run backward. */
  version = 0;
  #host: HostValues | null;
  readonly #memory: DeviceMemory;
  #order: AxisOrder;
  #isFreed = false;

  private constructor(shape: Shape, dtype: DType, host: HostValues | null, device: tf.Tensor | null, order: AxisOrder) {
    this.shape = shape;
    this.dtype = dtype;
    this.#host = host;
    this.#memory = { device: device && tf.keep(device) };
    forgotten.register(this, this.#memory);
    this.#order = order;
    track(this);
  }

  /** @param values row by row in `shape`; the storage owns them from now on. */
  static fromHost(values: HostValues, shape: Shape, dtype: DType): Storage {
    if (dtype !== 'float32') return new Storage(shape, dtype, values, null, rowByRow(shape));
    return new Storage(shape, dtype, null, tf.tensor(values, [...shape], 'float32'), rowByRow(shape));
  }

  /** @param values stored in `order`; the storage owns them from now on. */
  static fromDevice(values: tf.Tensor, order: AxisOrder = rowByRow(values.shape)): Storage {
    const dtype = values.dtype === 'int32' ? 'int64' : values.dtype === 'bool' ? 'bool' : 'float32';
    const shape = order.map((_, axis) => values.shape[order.indexOf(axis)] ?? 0);
    return new Storage(shape, dtype, null, values, order);
  }

  get size(): number {
    return elementCount(this.shape);
  }

  get order(): AxisOrder {
    return this.#order;
  }

  get isFreed(): boolean {
    return this.#isFreed;
  }

  /** The values where the host knows them without asking the device, else null. */
  get host(): HostValues | null {
    this.#requireAlive();
    return this.#host;
  }

  /**
   * The values on the device, in `order`. The stored ones themselves where the order is the same: do not dispose of them.
   *
   * @throws {RuntimeError} when an integer does not fit the device's 32 bits.
   */
  device(order: AxisOrder = rowByRow(this.shape)): tf.Tensor {
    this.#requireAlive();
    const stored = this.#memory.device ?? this.#upload();
    if (sameShape(order, this.#order)) return stored;
    const isLonger = (axis: number) => this.shape[axis] !== 1;
    // Nothing moves where only axes of length 1 do, as the channel of grey images.
    if (sameShape(order.filter(isLonger), this.#order.filter(isLonger))) {
      return tf.reshape(
        stored,
        order.map((axis) => this.shape[axis] ?? 1),
      );
    }
    return tf.transpose(
      stored,
      order.map((axis) => this.#order.indexOf(axis)),
    );
  }

  /** The values as float32 on the device, in `order`: also of integers beyond 32 bits, rounded. */
  deviceFloats(order: AxisOrder = rowByRow(this.shape)): tf.Tensor {
    if (this.dtype === 'float32') return this.device(order);
    const { host } = this;
    if (!host) return tf.cast(this.device(order), 'float32');
    const floats = tf.tensor(new Float32Array(host), [...this.shape], 'float32');
    return tf.transpose(floats, [...order]);
  }

  /** All values, row by row. Waits for the device when only it has them. */
  async read(): Promise<HostValues> {
    if (this.host) return this.host;
    const values = tf.tidy(() => tf.clone(this.device()));
    const data = await values.data();
    values.dispose();
    return toHost(data, this.dtype);
  }

  /** @throws {RuntimeError} on a backend that can only be read asynchronously. */
  readSync(): HostValues {
    if (this.host) return this.host;
    if (tf.getBackend() === 'webgpu') {
      throw new RuntimeError(
        'The values are on the GPU, which can only be read asynchronously: await an asynchronous method first, such as ' +
          '`await mask.nonzero()` for indices, or `await x.tolist()`.',
      );
    }
    const values = tf.tidy(() => tf.clone(this.device()));
    const data = toHost(values.dataSync(), this.dtype);
    values.dispose();
    return data;
  }

  /** Puts new values in the place of the old ones, which are freed. Counts as a change. */
  replaceDevice(values: tf.Tensor, order: AxisOrder = rowByRow(this.shape)): void {
    this.#requireAlive();
    const old = this.#memory.device;
    this.#memory.device = tf.keep(values);
    this.#order = order;
    this.#host = null;
    old?.dispose();
    this.version += 1;
  }

  /** The same with values that the host knows. */
  replaceHost(values: HostValues): void {
    this.#requireAlive();
    this.#memory.device?.dispose();
    this.#memory.device = null;
    this.#order = rowByRow(this.shape);
    this.#host = values;
    this.version += 1;
  }

  /** Notes that a kernel changed the values on the device where they lie. */
  changedInPlace(): void {
    this.#requireAlive();
    this.#host = null;
    this.version += 1;
  }

  /** Another storage with the same values, which no later change here reaches. Copies nothing. */
  snapshot(): Storage {
    this.#requireAlive();
    const device = this.#memory.device && tf.clone(this.#memory.device);
    return new Storage(this.shape, this.dtype, this.#host, device, this.#order);
  }

  /** Frees the values. A later use is an error. */
  dispose(): void {
    this.#memory.device?.dispose();
    this.#memory.device = null;
    this.#host = null;
    this.#isFreed = true;
    untrack(this);
  }

  #upload(): tf.Tensor {
    const values = this.#host ?? new Float64Array();
    if (values.some((value) => Math.abs(value) > LARGEST_DEVICE_INTEGER)) {
      throw new RuntimeError(
        'The device holds integers in 32 bits, and this tensor has larger ones',
        'Convert it first: x.to(torch.float32).',
      );
    }
    const data = this.dtype === 'bool' ? Uint8Array.from(values) : Int32Array.from(values);
    this.#memory.device = tf.keep(tf.tensor(data, [...this.shape], DEVICE_TYPES[this.dtype]));
    return this.#memory.device;
  }

  #requireAlive(): void {
    if (this.#isFreed || this.#memory.device?.isDisposed) {
      throw new RuntimeError(
        `A tensor of shape [${this.shape.join(', ')}] and type torch.${this.dtype} was freed at the end of ` +
          'its scope',
        'Return it from torch.scope, or use it inside.',
      );
    }
  }
}

/** The order of a tensor stored row by row: 0, 1, 2, ... */
export function rowByRow(shape: Shape): AxisOrder {
  return shape.map((_, axis) => axis);
}

function toHost(data: Float32Array | Int32Array | Uint8Array, dtype: DType): HostValues {
  if (dtype === 'int64') return Float64Array.from(data);
  return dtype === 'bool' ? Uint8Array.from(data) : Float32Array.from(data);
}
