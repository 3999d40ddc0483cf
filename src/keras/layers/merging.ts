import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { normalize } from '../losses/functions.ts';
import { at } from '../utils/lists.ts';
import { batchLength } from '../utils/shapes.ts';
import { Layer, type LayerParameters } from './layer.ts';
import type { Masks } from './masks.ts';
import { allShapes } from './shape.ts';

/** The shapes of all inputs. @throws {ValueError} for a single one. */
function shapesOf(inputShape: Shape | Shape[], name: string): Shape[] {
  if (Array.isArray(inputShape[0])) return allShapes(inputShape);
  throw new ValueError(`layer '${name}': a merge layer must be called on a list of tensors, got one.`);
}

/** One tensor of several. */
abstract class Merge extends Layer {
  protected override readonly keepsSteps = true;

  /** @throws {ValueError} when the shapes do not fit each other. */
  override build(inputShape: Shape | Shape[]): void {
    this.computeOutputShape(inputShape);
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    if (!Array.isArray(inputs) || inputs.length === 0) {
      throw new ValueError(`layer '${this.name}': a merge layer must be called on a list of tensors.`);
    }
    this.computeOutputShape(inputs.map(({ shape }) => shape));
    return tf.tidy(() => this.merge(inputs));
  }

  /** A step counts where it counts in one of the inputs. */
  protected override outputMasks(_: readonly tf.Tensor[], masks: Masks): Masks {
    const known = masks.filter((mask) => mask !== null);
    if (known.length < masks.length) return [null];
    return [tf.tidy(() => known.reduce((a, b) => tf.logicalOr(a, b)))];
  }

  protected abstract merge(inputs: readonly tf.Tensor[]): tf.Tensor;
}

/** Element by element, with broadcasting as in Keras: a shorter tensor gets axes after the batch axis. */
abstract class ElementwiseMerge extends Merge {
  constructor(parameters: LayerParameters = {}) {
    super(parameters, {});
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shapes = shapesOf(inputShape, this.name);
    const rank = Math.max(...shapes.map((shape) => shape.length));
    return shapes.map((shape) => toRank(shape, rank)).reduce((a, b) => broadcastShape(a, b, this.name));
  }

  protected override merge(inputs: readonly tf.Tensor[]): tf.Tensor {
    const rank = Math.max(...inputs.map((input) => input.rank));
    const aligned = inputs.map((input) => tf.reshape(input, toRank(input.shape, rank)));
    return this.finish(
      aligned.reduce((a, b) => this.combine(a, b)),
      inputs.length,
    );
  }

  protected abstract combine(a: tf.Tensor, b: tf.Tensor): tf.Tensor;

  protected finish(merged: tf.Tensor, count: number): tf.Tensor;
  protected finish(merged: tf.Tensor): tf.Tensor {
    return merged;
  }
}

function toRank<T extends number | null>(shape: readonly T[], rank: number): (T | 1)[] {
  const [batch, ...rest] = shape;
  if (batch === undefined) return [];
  return [batch, ...new Array<1>(rank - shape.length).fill(1), ...rest];
}

function broadcastShape(a: Shape, b: Shape, name: string): Shape {
  return a.map((length, axis) => {
    const other = b[axis] ?? null;
    if (axis === 0 || length === other) return length ?? other;
    if (length === 1) return other;
    if (other === 1) return length;
    if (length === null || other === null) return null;
    throw new ValueError(`layer '${name}': shapes [${a.join(', ')}] and [${b.join(', ')}] do not fit.`);
  });
}

/** Sum of all inputs. @source https://keras.io/api/layers/merging_layers/add/ */
export class Add extends ElementwiseMerge {
  static override className = 'Add';

  protected override combine(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.add(a, b);
  }
}

/**
 * The first of two inputs minus the second.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/Subtract
 */
export class Subtract extends ElementwiseMerge {
  static override className = 'Subtract';

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const { length } = shapesOf(inputShape, this.name);
    if (length !== 2) throw new ValueError(`Subtract: expected two inputs, got ${length}.`);
    return super.computeOutputShape(inputShape);
  }

  protected override combine(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.sub(a, b);
  }
}

/** Product of all inputs. @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/Multiply */
export class Multiply extends ElementwiseMerge {
  static override className = 'Multiply';

  protected override combine(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.mul(a, b);
  }
}

/** Mean of all inputs. @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/Average */
export class Average extends ElementwiseMerge {
  static override className = 'Average';

  protected override combine(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.add(a, b);
  }

  protected override finish(merged: tf.Tensor, count: number): tf.Tensor {
    return tf.div(merged, count);
  }
}

/** Both in their common shape: the gradients of tfjs's maximum and minimum do not add up what was repeated. */
function broadcast(a: tf.Tensor, b: tf.Tensor): [tf.Tensor, tf.Tensor] {
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
  return [tf.broadcastTo(a, shape), tf.broadcastTo(b, shape)];
}

/** The larger of all inputs. @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/Maximum */
export class Maximum extends ElementwiseMerge {
  static override className = 'Maximum';

  protected override combine(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.maximum(...broadcast(a, b));
  }
}

/** The smaller of all inputs. @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/Minimum */
export class Minimum extends ElementwiseMerge {
  static override className = 'Minimum';

  protected override combine(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.minimum(...broadcast(a, b));
  }
}

interface ConcatenateParameters extends LayerParameters {
  readonly axis?: number;
}

/**
 * All inputs one after the other along `axis`, the last unless given.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/Concatenate
 */
export class Concatenate extends Merge {
  static override className = 'Concatenate';
  readonly #axis: number;

  constructor(...values: Arguments<ConcatenateParameters, readonly ['axis']>) {
    const { axis = -1, ...layer } = bindArguments<ConcatenateParameters>(['axis'], values);
    super(layer, { axis });
    this.#axis = axis;
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shapes = shapesOf(inputShape, this.name);
    const first = at(shapes, 0);
    if (this.#axis < -first.length || this.#axis >= first.length) {
      throw new ValueError(`Concatenate: axis ${this.#axis} is none of the ${first.length} axes of its inputs.`);
    }
    const axis = (this.#axis + first.length) % first.length;
    const fits = (shape: Shape) =>
      shape.length === first.length &&
      shape.every(
        (length, index) => index === axis || length === null || first[index] === null || length === first[index],
      );
    if (!shapes.every(fits)) {
      const all = shapes.map((shape) => `[${shape.map((length) => length ?? 'null').join(', ')}]`).join(', ');
      throw new ValueError(`Concatenate: all shapes must be equal but along axis ${axis}, got ${all}.`);
    }
    const lengths = shapes.map((shape) => shape[axis] ?? null);
    const sum = lengths.reduce((total, length) => (total === null || length === null ? null : total + length));
    return first.map((length, index) => (index === axis ? sum : length));
  }

  protected override merge(inputs: readonly tf.Tensor[]): tf.Tensor {
    return tf.concat([...inputs], this.#axis);
  }

  /** A cell counts where its own input says so; a step counts where one of its cells does. */
  protected override outputMasks(inputs: readonly tf.Tensor[], masks: Masks): Masks {
    if (masks.every((mask) => mask === null)) return [null];
    return tf.tidy(() => {
      const cells = inputs.map((input, index) => cellMask(input, masks[index] ?? null));
      return [tf.any(tf.concat(cells, this.#axis), -1)];
    });
  }
}

/** A mask for each cell of a tensor. */
function cellMask(x: tf.Tensor, mask: tf.Tensor | null): tf.Tensor {
  if (!mask) return tf.ones(x.shape, 'bool');
  if (mask.rank === x.rank) return mask;
  const steps = tf.cast(tf.expandDims(mask, -1), 'float32');
  return tf.cast(tf.mul(tf.ones(x.shape), steps), 'bool');
}

interface DotParameters extends LayerParameters {
  /** Axis of each input along which products are added up. */
  readonly axes?: number | readonly [number, number];
  /** Whether inputs are brought to norm 1 along their axis first. */
  readonly normalize?: boolean;
}

/**
 * Products of two inputs, sample by sample, added up along an axis of each.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/Dot
 */
export class Dot extends Merge {
  static override className = 'Dot';
  readonly #axes: number | readonly [number, number];
  readonly #normalize: boolean;

  constructor(...values: Arguments<DotParameters, readonly ['axes', 'normalize']>) {
    const { axes, normalize = false, ...layer } = bindArguments<DotParameters>(['axes', 'normalize'], values);
    if (axes === undefined) throw new ValueError('Dot: pass axes.');
    super(layer, { axes, normalize });
    this.#axes = axes;
    this.#normalize = normalize;
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const [a, b] = pairOf(shapesOf(inputShape, this.name));
    const [axisA, axisB] = this.#axesFor(a.length, b.length);
    const [lengthA, lengthB] = [at(a, axisA), at(b, axisB)];
    if (lengthA !== null && lengthB !== null && lengthA !== lengthB) {
      throw new ValueError(`Dot: axis ${axisA} has length ${lengthA}, and axis ${axisB} of the other ${lengthB}.`);
    }
    const shape = [...a.filter((_, axis) => axis !== axisA), ...b.filter((_, axis) => axis !== 0 && axis !== axisB)];
    return shape.length === 1 ? [...shape, 1] : shape;
  }

  protected override outputMasks(): Masks {
    return [];
  }

  protected override merge(inputs: readonly tf.Tensor[]): tf.Tensor {
    const [a, b] = pairOf(inputs);
    const axes = this.#axesFor(a.rank, b.rank);
    const batch = batchLength(a);
    // Both as matrices of each sample, the common axis last.
    const asMatrices = (x: tf.Tensor, axis: number) => {
      const others = x.shape.map((_, index) => index).filter((index) => index !== 0 && index !== axis);
      const last = tf.transpose(this.#normalize ? normalize(x, axis) : x, [0, ...others, axis]);
      return tf.reshape<tf.Rank.R3>(last, [batch, -1, x.shape[axis] ?? 1]);
    };
    const products = tf.matMul(asMatrices(a, axes[0]), asMatrices(b, axes[1]), false, true);
    return tf.reshape(
      products,
      this.computeOutputShape([a.shape, b.shape]).map((length) => length ?? batch),
    );
  }

  #axesFor(rankA: number, rankB: number): [number, number] {
    const [first, second] = typeof this.#axes === 'number' ? [this.#axes, this.#axes] : this.#axes;
    return [(first + rankA) % rankA, (second + rankB) % rankB];
  }
}

function pairOf<T>(values: readonly T[]): [T, T] {
  if (values.length !== 2) throw new ValueError(`Dot: expected two inputs, got ${values.length}.`);
  return [at(values, 0), at(values, 1)];
}
