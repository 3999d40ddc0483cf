export { Adadelta } from './adadelta.ts';
export { Adagrad } from './adagrad.ts';
export { Adam, AdamW } from './adam.ts';
export { Adamax } from './adamax.ts';
export { Ftrl } from './ftrl.ts';
export {
  deserializeOptimizer as deserialize,
  getOptimizer as get,
  serializeOptimizer as serialize,
  type OptimizerLike,
} from './get-optimizer.ts';
export { Lamb } from './lamb.ts';
export { Lion } from './lion.ts';
export { Nadam } from './nadam.ts';
export { Optimizer } from './optimizer.ts';
export { RMSprop } from './rmsprop.ts';
export * as schedules from './schedules/index.ts';
export { SGD } from './sgd.ts';
