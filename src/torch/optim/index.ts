/** Optimizers, as torch.optim. */
export { Adadelta } from './adadelta.ts';
export { Adagrad } from './adagrad.ts';
export { Adam } from './adam.ts';
export { AdamW } from './adamw.ts';
export * as lrScheduler from './lr-scheduler/index.ts';
export { Optimizer } from './optimizer.ts';
export { RMSprop } from './rmsprop.ts';
export { SGD } from './sgd.ts';
