/** Losses as modules. */
export { BCELoss, BCEWithLogitsLoss } from './binary-losses.ts';
export { CrossEntropyLoss, NLLLoss } from './class-losses.ts';
export { HuberLoss, L1Loss, MSELoss, SmoothL1Loss } from './distance-losses.ts';
export { KLDivLoss } from './divergence.ts';
export { CosineEmbeddingLoss, HingeEmbeddingLoss, MarginRankingLoss } from './ranking-losses.ts';
