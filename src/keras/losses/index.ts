export { Circle, circle } from './circle.ts';
export * from './crossentropy.ts';
export {
  categoricalHinge,
  cosineSimilarity,
  hinge,
  huber,
  klDivergence,
  logCosh,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  meanSquaredLogarithmicError,
  poisson,
  squaredHinge,
} from './functions.ts';
export { CategoricalGeneralizedCrossEntropy, categoricalGeneralizedCrossEntropy } from './generalized-crossentropy.ts';
export {
  deserializeLoss as deserialize,
  getLoss as get,
  serializeLoss as serialize,
  type LossLike,
} from './get-loss.ts';
export { Loss, type LossFunction } from './loss.ts';
export * from './overlap-losses.ts';
export * from './parameterized-losses.ts';
export type { Reduction } from './reduction.ts';
export * from './simple-losses.ts';
