import type { Model } from './model.ts';

/**
 * A model of the same layers with new weights, not compiled.
 *
 * @source https://keras.io/api/models/model_saving_apis/model_config_serialization/#clone_model-function
 */
export function cloneModel(model: Model): Model {
  const made = model.constructor as typeof Model;
  return made.fromConfig(model.getConfig());
}
