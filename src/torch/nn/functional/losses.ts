/** The losses of torch.nn.functional. */
export { binaryCrossEntropy, binaryCrossEntropyWithLogits } from './binary-losses.ts';
export { crossEntropy } from './cross-entropy.ts';
export { huberLoss, l1Loss, mseLoss, smoothL1Loss } from './distance-losses.ts';
export { klDiv } from './divergence.ts';
export { nllLoss } from './nll-loss.ts';
export { cosineEmbeddingLoss, hingeEmbeddingLoss, marginRankingLoss } from './ranking-losses.ts';
