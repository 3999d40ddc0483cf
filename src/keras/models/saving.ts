import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../errors.ts';
import { Weight } from '../layers/weight.ts';
import { at } from '../utils/lists.ts';
import type { Model } from './model.ts';

/** Writes weights, and the layers with them unless told otherwise, to a handler of tfjs. */
export async function saveModel(
  model: Model,
  filepath: string | tf.io.IOHandler,
  { withTopology }: { readonly withTopology: boolean },
): Promise<tf.io.SaveResult> {
  const handler = typeof filepath === 'string' ? at(tf.io.getSaveHandlers(filepath), 0) : filepath;
  if (!handler.save) throw new ValueError('save: this handler cannot save. Pass one that can, or an address.');
  const named = model.weights.map((weight, index) => ({
    name: weight instanceof Weight ? `${index}/${weight.path}` : `${index}/${weight.name}`,
    tensor: weight.read(),
  }));
  const { data, specs } = await tf.io.encodeWeights(named);
  return handler.save({
    modelTopology: withTopology ? { className: model.getClassName(), config: model.getConfig() } : {},
    weightData: data,
    weightSpecs: specs,
    format: 'layers-model',
    generatedBy: 'duet',
    convertedBy: null,
  });
}

/** Reads weights back, in the order in which they were written. */
export async function loadWeights(model: Model, filepath: string | tf.io.IOHandler): Promise<void> {
  const handler = typeof filepath === 'string' ? at(tf.io.getLoadHandlers(filepath), 0) : filepath;
  if (!handler.load) throw new ValueError('loadWeights: this handler cannot load. Pass one that can, or an address.');
  const { weightData, weightSpecs } = await handler.load();
  if (!weightData || !weightSpecs) throw new ValueError('loadWeights: there are no weights to load.');
  const decoded = tf.io.decodeWeights(weightData, weightSpecs);
  try {
    model.setWeights(weightSpecs.map(({ name }) => decoded[name] ?? missing(name)));
  } finally {
    tf.dispose(decoded);
  }
}

function missing(name: string): never {
  throw new ValueError(`loadWeights: the weight '${name}' is missing.`);
}
