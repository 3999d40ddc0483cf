import type * as tf from '@tensorflow/tfjs-core';
import { layers, SymbolicTensor, type Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { Input } from '../layers/input.ts';
import { withinScope } from '../layers/name-scope.ts';
import { oneShape } from '../layers/shape.ts';
import { deserializeLayer } from '../layers/registry.ts';
import { at } from '../utils/lists.ts';
import { serialize } from '../utils/serialize.ts';
import type { SerializedObject } from '../utils/serialized-object.ts';
import { describeInput, inputOf } from './graph-config.ts';
import { Model } from './model.ts';

type SequentialElement = layers.Layer | SymbolicTensor;

interface SequentialParameters {
  readonly layers?: readonly SequentialElement[];
  readonly trainable?: boolean;
  readonly name?: string;
}

const NAMES = ['layers', 'trainable', 'name'] as const;

export type SequentialArguments = Arguments<SequentialParameters, typeof NAMES>;

/**
 * Layers one after the other. With an Input, or an `inputShape` of the first layer, the weights exist at once; without,
 * they are made by the first call, `fit`, or `build(inputShape)`.
 *
 * @source https://keras.io/api/models/sequential/
 */
export class Sequential extends Model {
  static override className = 'Sequential';
  readonly #stack: layers.Layer[] = [];
  /** What each layer gives, as far as they are connected. */
  readonly #outputs: SymbolicTensor[] = [];
  #input: SymbolicTensor | null = null;

  constructor(...values: SequentialArguments) {
    const { layers: elements = [], ...model } = bindArguments<SequentialParameters>(NAMES, values);
    super(model);
    for (const element of elements) this.add(element);
  }

  static override parametersOf(config: object): object {
    const { layers: described = [], ...model } = config as { readonly layers?: readonly SerializedObject[] };
    const elements = described.map((each) =>
      each.className === 'InputLayer' ? inputOf(each.config) : deserializeLayer(each),
    );
    return { ...model, layers: elements };
  }

  override getConfig(): tf.serialization.ConfigDict {
    const input = this.#input ? [describeInput(this.#input)] : [];
    const described = [...input, ...this.#stack.map(serialize)];
    return { name: this.name, trainable: this.trainable, layers: described as tf.serialization.ConfigDictArray };
  }

  /** Without the input. */
  override get layers(): layers.Layer[] {
    return [...this.#stack];
  }

  /** @throws {ValueError} when a layer of this name is there already, or an Input is not the first. */
  add(element: SequentialElement): void {
    if (element instanceof SymbolicTensor) {
      if (this.#input || this.#stack.length > 0)
        throw new ValueError('Sequential: an Input must be the first element.');
      this.#input = element;
      return;
    }
    if (this.#stack.some(({ name }) => name === element.name)) {
      throw new ValueError(`Sequential: all layers must have different names, '${element.name}' is there already.`);
    }
    this.#stack.push(element);
    const { batchInputShape } = element;
    if (this.#stack.length === 1 && !this.#input && hasShape(batchInputShape)) {
      this.#input = Input({ batchShape: batchInputShape, dtype: element.dtype === 'int32' ? 'int32' : 'float32' });
    }
    this.#connect();
  }

  /** Takes the last layer off. @throws {ValueError} when there is none. */
  pop(): layers.Layer {
    const layer = this.#stack.pop();
    this.#outputs.length = Math.min(this.#outputs.length, this.#stack.length);
    if (!layer) throw new ValueError('Sequential: there is no layer to take off.');
    this.#connect();
    return layer;
  }

  /** Makes the weights for inputs of this shape, [batch, ...]. */
  override build(inputShape: Shape | Shape[]): void {
    if (!this.#input) {
      this.#input = Input({ batchShape: [null, ...oneShape(inputShape).slice(1)] });
      this.#connect();
    }
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { readonly training?: boolean } = {}) {
    return super.call(inputs, kwargs);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    return this.#stack.reduce((shape, layer) => layer.computeOutputShape(shape), inputShape);
  }

  protected override readonly buildsOnCall = false;

  /** Connects the layers that are not connected yet, where the input is known. */
  #connect(): void {
    const input = this.#input;
    if (!input || this.#stack.length === 0) return;
    withinScope(this, () => {
      for (const layer of this.#stack.slice(this.#outputs.length)) {
        const next = layer.apply(this.#outputs.at(-1) ?? input);
        if (!(next instanceof SymbolicTensor)) {
          throw new ValueError(`Sequential: layer '${layer.name}' has more than one output. Use a functional model.`);
        }
        this.#outputs.push(next);
      }
    });
    this.setGraph(input, at(this.#outputs, -1));
  }
}

/** Typed as always there; tfjs leaves it undefined. */
function hasShape(shape: Shape | undefined): shape is Shape {
  return shape !== undefined;
}
