import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../errors.ts';
import { deserializeLayer, withCustomObjects, type CustomObjects } from '../layers/registry.ts';
import { Weight } from '../layers/weight.ts';
import { loadHandler, saveHandler } from './storage.ts';
import { Model } from './model.ts';

/** Writes weights, and the layers and the arguments of `compile` with them unless told otherwise. */
export async function saveModel(
  model: Model,
  filepath: string | tf.io.IOHandler,
  { withTopology }: { readonly withTopology: boolean },
): Promise<tf.io.SaveResult> {
  const handler = saveHandler(filepath);
  const named = model.weights.map((weight, index) => ({
    name: weight instanceof Weight ? `${index}/${weight.path}` : `${index}/${weight.name}`,
    tensor: weight.read(),
  }));
  const { data, specs } = await tf.io.encodeWeights(named);
  const { compileConfig } = model;
  return handler.save({
    modelTopology: withTopology ? { className: model.getClassName(), config: model.getConfig() } : {},
    weightData: data,
    weightSpecs: specs,
    format: 'layers-model',
    generatedBy: 'duet',
    convertedBy: null,
    ...(withTopology && compileConfig && { userDefinedMetadata: { compileConfig } }),
  });
}

/** Reads weights back, in the order in which they were written. */
export async function loadWeights(model: Model, filepath: string | tf.io.IOHandler): Promise<void> {
  takeWeights(model, await loadHandler(filepath).load());
}

interface LoadModelParameters {
  /** Layer classes of the reader's own, by name. */
  readonly customObjects?: CustomObjects;
  /** Whether the model is compiled as it was when it was saved. */
  readonly compile?: boolean;
}

/**
 * The model that `model.save` wrote to a place, with its weights. It is compiled again where `compile` got names or
 * objects with a config; its optimizer begins anew.
 *
 * @throws {ValueError} when nothing is there, or only weights, or a class is not known.
 * @source https://keras.io/api/models/model_saving_apis/model_saving_and_loading/#load_model-function
 */
export async function loadModel(
  filepath: string | tf.io.IOHandler,
  { customObjects = {}, compile = true }: LoadModelParameters = {},
): Promise<Model> {
  const artifacts = await loadHandler(filepath).load();
  const topology = artifacts.modelTopology;
  if (!isTopology(topology)) throw new ValueError('loadModel: only weights are saved there. Use model.loadWeights.');
  const model = withCustomObjects(customObjects, () => deserializeLayer(topology));
  if (!(model instanceof Model)) throw new ValueError(`loadModel: '${topology.className}' is no model.`);
  takeWeights(model, artifacts);
  const compileConfig = artifacts.userDefinedMetadata?.compileConfig;
  if (compile && compileConfig) model.compile(compileConfig);
  return model;
}

interface Topology {
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

function isTopology(value: unknown): value is Topology {
  return typeof value === 'object' && value !== null && 'className' in value && 'config' in value;
}

function takeWeights(model: Model, { weightData, weightSpecs }: tf.io.ModelArtifacts): void {
  if (!weightData || !weightSpecs) throw new ValueError('load: there are no weights to load.');
  const decoded = tf.io.decodeWeights(weightData, weightSpecs);
  try {
    model.setWeights(weightSpecs.map(({ name }) => decoded[name] ?? missing(name)));
  } finally {
    tf.dispose(decoded);
  }
}

function missing(name: string): never {
  throw new ValueError(`load: the weight '${name}' is missing.`);
}
