import * as tf from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';
import { fromDevice } from '../../torch/operations/elementwise.ts';
import { sameShape } from '../../torch/shape.ts';
import { scope } from '../../torch/scope.ts';
import type { StateDict } from '../../torch/nn/state-dict.ts';
import type { Tensor } from '../../torch/tensor.ts';
import { ValueError } from '../errors.ts';
import { variableOf } from '../layers/weight.ts';
import type { Model } from '../models/model.ts';
import { at } from '../utils/lists.ts';
import { arrangedLayers, arrangementOf, type Arrangement, type Features } from './arrangements.ts';
import { FeatureImages } from './feature-images.ts';

/** The state of one module: its tensors by their names, such as `weight`. */
interface ModuleState {
  readonly path: string;
  readonly tensors: Readonly<Record<string, Tensor>>;
}

/** A weight of both dialects. */
interface Pair {
  readonly tensor: Tensor;
  readonly variable: tf.Variable;
  readonly arrangement: Arrangement;
}

/** What a module has of which Keras has nothing. */
const ONLY_IN_TORCH = ['num_batches_tracked'];

/**
 * Copies the state of a PyTorch module, `module.stateDict()`, into a Keras model.
 *
 * The first module that has a state goes into the first layer that has weights, and so on: modules in the order of the
 * state dict, layers in that of `model.layers`. Linear goes into Dense, Conv2d into Conv2D or DepthwiseConv2D,
 * ConvTranspose2d into Conv2DTranspose, BatchNorm1d and 2d into BatchNormalization, LayerNorm and Embedding into theirs.
 *
 * Images are [C, H, W] in PyTorch and [H, W, C] in Keras, and so are the features after a Flatten: layers there get their
 * weights in the other order, and so do those before a Reshape (Unflatten) to an image.
 *
 * @throws {ValueError} when the model is a subclass, whose order of calls is not known, or a module and a layer do not fit.
 */
export function copyToKeras(state: StateDict, model: Model): void {
  const pairs = pairsOf('copyToKeras', state, model);
  tf.tidy(() => {
    for (const { tensor, variable, arrangement } of pairs) {
      const split = tf.reshape(tensor.values, [...arrangement.split]);
      variable.assign(tf.reshape(tf.transpose(split, [...arrangement.order]), variable.shape));
    }
  });
}

/**
 * Copies the weights of a Keras model into the tensors of a state dict, and so into the module that shares them:
 * `copyToTorch(model, module.stateDict())`. The other way of `copyToKeras`; the count of batches of a BatchNorm stays.
 *
 * @throws {ValueError} as `copyToKeras`; nothing is copied then.
 */
export function copyToTorch(model: Model, state: StateDict): void {
  const pairs = pairsOf('copyToTorch', state, model);
  scope(() => {
    for (const { tensor, variable, arrangement } of pairs) {
      const { split, order, torchShape } = arrangement;
      const values = fromDevice(() => {
        const axes = tf.reshape(
          variable,
          order.map((axis) => at(split, axis)),
        );
        const back = split.map((_, axis) => order.indexOf(axis));
        return tf.reshape(tf.transpose(axes, back), [...torchShape]);
      });
      tensor.write(values);
    }
  });
}

/** Every weight of the model with its tensor. @throws {ValueError} when something is left over or does not fit. */
function pairsOf(caller: string, state: StateDict, model: Model): Pair[] {
  if (model.inputs.length === 0) {
    throw new ValueError(
      `${caller}: the order of the layers in '${model.name}' is not known. Build a Sequential with an Input, or a functional model.`,
    );
  }
  const modules = modulesOf(state);
  const weighted = model.layers.filter((layer) => layer.weights.length > 0);
  if (modules.length !== weighted.length) {
    throw new ValueError(
      `${caller}: the state dict has ${modules.length} modules with a state (${modules.map(describeModule).join(', ')}), ` +
        `the model ${weighted.length} layers with weights (${weighted.map(describeLayer).join(', ')}). ` +
        'Build both with the same layers in the same order.',
    );
  }
  const images = new FeatureImages(model.layers);
  const { channelsFirst } = images;
  return weighted.flatMap((layer, index) => {
    const features = { input: images.into(layer), output: images.outOf(layer), channelsFirst };
    return pairsOfLayer(caller, at(modules, index), layer, features);
  });
}

function pairsOfLayer(caller: string, module: ModuleState, layer: layers.Layer, features: Features): Pair[] {
  const names = `${caller}: ${describeModule(module)} does not fit ${describeLayer(layer)}`;
  if (!arrangedLayers.includes(layer.getClassName())) {
    throw new ValueError(`${names}: only ${arrangedLayers.join(', ')} can be copied. Copy the others with setWeights.`);
  }
  const left = new Map(Object.entries(module.tensors));
  for (const name of ONLY_IN_TORCH) left.delete(name);
  const pairs = layer.weights.map((weight) => {
    const variable = variableOf(weight);
    const arrangement = arrangementOf(layer, { name: weight.name, shape: variable.shape }, features);
    const tensor = arrangement && left.get(arrangement.torchName);
    if (!arrangement || !tensor) {
      throw new ValueError(`${names}: there is nothing for ${weight.name}. Build both with or without it.`);
    }
    if (!sameShape(tensor.shape, arrangement.torchShape)) {
      throw new ValueError(
        `${names}: the ${weight.name} [${variable.shape.join(', ')}] of the layer is a ${arrangement.torchName} ` +
          `[${arrangement.torchShape.join(', ')}] in PyTorch, not [${tensor.shape.join(', ')}]. Build both with the same sizes.`,
      );
    }
    left.delete(arrangement.torchName);
    return { tensor, variable, arrangement };
  });
  if (left.size > 0) {
    throw new ValueError(
      `${names}: the layer has nothing for ${[...left.keys()].join(', ')}. Build both with or without it.`,
    );
  }
  return pairs;
}

/** The tensors of a state dict by the modules that have them. */
function modulesOf(state: StateDict): ModuleState[] {
  const modules = new Map<string, Record<string, Tensor>>();
  for (const [key, tensor] of Object.entries(state)) {
    const end = key.lastIndexOf('.');
    const path = key.slice(0, Math.max(end, 0));
    const tensors = modules.get(path) ?? {};
    tensors[key.slice(end + 1)] = tensor;
    modules.set(path, tensors);
  }
  return [...modules].map(([path, tensors]) => ({ path, tensors }));
}

function describeModule({ path, tensors }: ModuleState): string {
  const shapes = Object.entries(tensors).map(([name, { shape }]) => `${name} [${shape.join(', ')}]`);
  return `module '${path}' with ${shapes.join(', ')}`;
}

function describeLayer(layer: layers.Layer): string {
  const shapes = layer.weights.map((weight) => `${weight.name} [${variableOf(weight).shape.join(', ')}]`);
  return `${layer.getClassName()} '${layer.name}' with ${shapes.join(', ')}`;
}
