/**
 * Keras in TypeScript, over the layers of TensorFlow.js: names, defaults and numbers as Keras 3.
 *
 * Positional arguments come in the order of Keras, keyword arguments as one last object in camelCase.
 */
export * as activations from './activations/index.ts';
export * as callbacks from './callbacks/index.ts';
export * as constraints from './constraints/index.ts';
export { GradientTape } from './gradient-tape.ts';
export * as initializers from './initializers/index.ts';
export { Initializer } from './initializers/initializer.ts';
export { Input, Input as input } from './layers/input.ts';
export * as layers from './layers/index.ts';
export { Layer } from './layers/layer.ts';
export * as losses from './losses/index.ts';
export { Loss } from './losses/loss.ts';
export * as metrics from './metrics/index.ts';
export { Metric } from './metrics/metric.ts';
export * as models from './models/index.ts';
export { model, sequential } from './models/factories.ts';
export { Model } from './models/model.ts';
export { Sequential } from './models/sequential.ts';
export * as optimizers from './optimizers/index.ts';
export { Optimizer } from './optimizers/optimizer.ts';
export * as random from './random/index.ts';
export { SeedGenerator } from './random/seed-generator.ts';
export * as regularizers from './regularizers/index.ts';
export { Regularizer } from './regularizers/index.ts';
export * as utils from './utils/index.ts';
export { Variable } from './variable.ts';
