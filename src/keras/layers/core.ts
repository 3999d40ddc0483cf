/** Layers without weights that pass their input on, or give it to a function. */
import type * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { L1L2 } from '../regularizers/index.ts';
import { only } from '../utils/lists.ts';
import { Layer, type CallArguments, type LayerParameters } from './layer.ts';
import { allShapes, oneShape } from './shape.ts';

abstract class PassingLayer extends Layer {
  protected override readonly keepsSteps = true;

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return only(inputs);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape);
  }
}

/** Its input, unchanged. @source https://keras.io/api/layers/core_layers/identity/ */
export class Identity extends PassingLayer {
  static override className = 'Identity';

  constructor(parameters: LayerParameters = {}) {
    super(parameters);
  }
}

interface ActivityRegularizationParameters extends LayerParameters {
  readonly l1?: number;
  readonly l2?: number;
}

/**
 * Its input, unchanged, with a penalty on it: l1 Σ|x| + l2 Σx², divided by the batch's length.
 *
 * @source https://keras.io/api/layers/regularization_layers/activity_regularization/
 */
export class ActivityRegularization extends PassingLayer {
  static override className = 'ActivityRegularization';

  constructor(...values: Arguments<ActivityRegularizationParameters, readonly ['l1', 'l2']>) {
    const { l1 = 0, l2 = 0, ...layer } = bindArguments<ActivityRegularizationParameters>(['l1', 'l2'], values);
    super({ ...layer, activityRegularizer: new L1L2({ l1, l2 }) }, { l1, l2 });
  }
}

type LambdaFunction = (inputs: tf.Tensor | tf.Tensor[], kwargs: CallArguments) => tf.Tensor;

interface LambdaParameters extends LayerParameters {
  readonly function?: LambdaFunction;
  /** Of one sample, or a function of the inputs' shapes; that of the input unless given. */
  readonly outputShape?: Shape | ((inputShape: Shape | Shape[]) => Shape);
}

/**
 * A function of the reader's own as a layer.
 *
 * @source https://keras.io/api/layers/core_layers/lambda/
 */
export class Lambda extends Layer {
  static override className = 'Lambda';
  readonly #function: LambdaFunction;
  readonly #outputShape: LambdaParameters['outputShape'];

  constructor(...values: Arguments<LambdaParameters, readonly ['function', 'outputShape']>) {
    const bound = bindArguments<LambdaParameters>(['function', 'outputShape'], values);
    const { function: given, outputShape, ...layer } = bound;
    if (!given) throw new ValueError('Lambda: pass a function.');
    super(layer, {});
    this.#function = given;
    this.#outputShape = outputShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: CallArguments = {}): tf.Tensor {
    return this.#function(inputs, kwargs);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const given = this.#outputShape;
    if (typeof given === 'function') return given(inputShape);
    const [first = []] = allShapes(inputShape);
    return given ? [first[0] ?? null, ...given] : first;
  }
}
