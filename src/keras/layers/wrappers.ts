import * as tf from '@tensorflow/tfjs-core';
import type { layers, Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { asList, at, only, singleOrList } from '../utils/lists.ts';
import { isSerializedObject, type SerializedObject } from '../utils/serialized-object.ts';
import { Layer, type CallArguments, type LayerParameters } from './layer.ts';
import type { Masks } from './masks.ts';
import { withinScope } from './name-scope.ts';
import { Recurrent } from './recurrent.ts';
import { deserializeLayer } from './registry.ts';
import { allShapes, oneShape } from './shape.ts';
import { stepsOf } from './steps.ts';

type MergeMode = 'concat' | 'sum' | 'mul' | 'ave' | null;

interface BidirectionalParameters extends LayerParameters {
  readonly layer?: Recurrent | SerializedObject;
  /** How the two outputs become one; null for a list of both. */
  readonly mergeMode?: MergeMode;
  readonly backwardLayer?: Recurrent | SerializedObject;
}

const MERGE_MODES: readonly MergeMode[] = ['concat', 'sum', 'mul', 'ave', null];
const BIDIRECTIONAL_NAMES = ['layer', 'mergeMode'] as const;

/**
 * A recurrent layer and another that reads the sequence backwards. Weights of the forward layer, then of the other.
 *
 * @source https://keras.io/api/layers/recurrent_layers/bidirectional/
 */
export class Bidirectional extends Layer {
  static override className = 'Bidirectional';
  readonly forwardLayer: Recurrent;
  readonly backwardLayer: Recurrent;
  readonly #mergeMode: MergeMode;

  constructor(...values: Arguments<BidirectionalParameters, typeof BIDIRECTIONAL_NAMES>) {
    const bound = bindArguments<BidirectionalParameters>(BIDIRECTIONAL_NAMES, values);
    const { mergeMode = 'concat', ...others } = bound;
    const { layer: given, backwardLayer: givenBackward, ...rest } = others;
    const [layer, backwardLayer] = [given, givenBackward].map((each) => recurrentOf(each));
    if (!layer) throw new ValueError('Bidirectional: pass a recurrent layer.');
    const other =
      backwardLayer ?? copyOf(layer, { name: `backward_${layer.name.replace(/^backward_/, '')}`, goBackwards: true });
    if (!MERGE_MODES.includes(mergeMode)) {
      throw new ValueError(
        `Bidirectional: mergeMode must be 'sum', 'mul', 'ave', 'concat' or null, got '${mergeMode ?? ''}'.`,
      );
    }
    super(rest, { layer, mergeMode, backwardLayer: other });
    this.forwardLayer = copyOf(layer, { name: `forward_${layer.name.replace(/^forward_/, '')}` });
    this.backwardLayer = other;
    this.#mergeMode = mergeMode;
    this.inputRequirements = { ndim: 3 };
  }

  override get sublayers(): layers.Layer[] {
    return [this.forwardLayer, this.backwardLayer];
  }

  override build(inputShape: Shape | Shape[]): void {
    for (const layer of [this.forwardLayer, this.backwardLayer]) {
      buildWithin(this, layer, inputShape);
    }
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false, initialState, mask = null }: CallArguments = {}) {
    return tf.tidy(() => {
      const x = only(inputs);
      const states = initialState ? asList<tf.Tensor>(initialState) : [];
      const half = states.length / 2;
      const run = (layer: Recurrent, own: tf.Tensor[]) =>
        asList<tf.Tensor>(layer.call(x, { training, mask, ...(own.length > 0 && { initialState: own }) }));
      const [forward, ...forwardStates] = run(this.forwardLayer, states.slice(0, half));
      const [backward, ...backwardStates] = run(this.backwardLayer, states.slice(half));
      if (!forward || !backward) throw new ValueError('Bidirectional: a layer gave no output.');
      const aligned = this.forwardLayer.returnSequences ? tf.reverse(backward, 1) : backward;
      return singleOrList([...this.#merge(forward, aligned), ...forwardStates, ...backwardStates]);
    });
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    const [output = [], ...states] = allShapes(this.forwardLayer.computeOutputShape(inputShape));
    const last = output.at(-1) ?? null;
    const merged = this.#mergeMode === 'concat' ? [...output.slice(0, -1), last === null ? null : 2 * last] : output;
    const outputs = this.#mergeMode === null ? [output, output] : [merged];
    return singleOrList<Shape>([...outputs, ...states, ...states]);
  }

  protected override outputMasks(_: readonly tf.Tensor[], masks: Masks): Masks {
    const [mask = null] = this.forwardLayer.returnSequences ? masks : [];
    return this.#mergeMode === null ? [mask, mask] : [mask];
  }

  #merge(forward: tf.Tensor, backward: tf.Tensor): tf.Tensor[] {
    switch (this.#mergeMode) {
      case 'concat':
        return [tf.concat([forward, backward], -1)];
      case 'sum':
        return [tf.add(forward, backward)];
      case 'mul':
        return [tf.mul(forward, backward)];
      case 'ave':
        return [tf.div(tf.add(forward, backward), 2)];
      case null:
        return [forward, backward];
    }
  }
}

/** Builds a layer unless it is, with its weights below `outer` and itself. */
function buildWithin(outer: Layer, inner: Layer, inputShape: Shape | Shape[]): void {
  if (inner.built) return;
  const build = (): void => {
    inner.build(inputShape);
  };
  withinScope(outer, () => {
    withinScope(inner, build);
  });
}

/** A recurrent layer, or what describes it. @throws {ValueError} for another layer. */
function recurrentOf(layer: Recurrent | SerializedObject | undefined): Recurrent | undefined {
  const made = isSerializedObject(layer) ? deserializeLayer(layer) : layer;
  if (made === undefined || made instanceof Recurrent) return made;
  throw new ValueError(`Bidirectional: expected a recurrent layer, got '${made.name}'.`);
}

/** A new layer of the same class and configuration, with weights of its own. */
function copyOf(layer: Recurrent, changes: Readonly<Record<string, unknown>>): Recurrent {
  const constructor = layer.constructor as new (config: object) => Recurrent;
  return new constructor({ ...layer.getConfig(), ...changes });
}

interface TimeDistributedParameters extends LayerParameters {
  readonly layer?: Layer | SerializedObject;
}

/**
 * Applies a layer to every step, one after the other: [batch, steps, ...] -> [batch, steps, ...].
 *
 * @source https://keras.io/api/layers/recurrent_layers/time_distributed/
 */
export class TimeDistributed extends Layer {
  static override className = 'TimeDistributed';
  readonly layer: Layer;
  protected override readonly keepsSteps = true;

  constructor(...values: Arguments<TimeDistributedParameters, readonly ['layer']>) {
    const { layer: given, ...rest } = bindArguments<TimeDistributedParameters>(['layer'], values);
    const layer = isSerializedObject(given) ? deserializeLayer(given) : given;
    if (!(layer instanceof Layer)) throw new ValueError('TimeDistributed: pass a layer.');
    super(rest, { layer });
    this.layer = layer;
    this.inputRequirements = { minNdim: 3 };
  }

  override get sublayers(): layers.Layer[] {
    return [this.layer];
  }

  override build(inputShape: Shape | Shape[]): void {
    buildWithin(this, this.layer, withoutSteps(oneShape(inputShape)));
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false, mask }: CallArguments = {}): tf.Tensor {
    return tf.tidy(() => {
      const steps = only(inputs);
      const given = mask ? only<tf.Tensor | null>(mask) : null;
      const masks = given ? stepsOf(given) : [];
      const outputs = stepsOf(steps).map((step, index) =>
        this.layer.apply(step, { training, mask: masks[index] ?? null }),
      );
      return tf.stack(outputs, 1);
    });
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shape = oneShape(inputShape);
    const [batch = null, ...output] = oneShape(this.layer.computeOutputShape(withoutSteps(shape)));
    return [batch, at(shape, 1), ...output];
  }
}

function withoutSteps([batch = null, , ...rest]: Shape): Shape {
  return [batch, ...rest];
}
