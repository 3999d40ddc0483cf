/** Operations without state, as torch.nn.functional. */
export * from './activation.ts';
export { adaptiveAvgPool1d, adaptiveAvgPool2d, adaptiveMaxPool2d } from './adaptive-pooling.ts';
export { scaledDotProductAttention } from './attention.ts';
export { avgPool1d, avgPool2d } from './average-pooling.ts';
export { bilinear } from './bilinear.ts';
export { conv1d, conv2d, convTranspose2d } from './convolution.ts';
export { dropout, dropout2d } from './dropout.ts';
export { embedding, oneHot } from './embedding.ts';
export { interpolate } from './interpolation.ts';
export { linear } from './linear.ts';
export * from './losses.ts';
export { pad } from '../../operations/padding.ts';
export { maxPool1d, maxPool2d, maxPool2dWithIndices } from './max-pooling.ts';
export { batchNorm, groupNorm, instanceNorm, layerNorm } from './normalization.ts';
export { cosineSimilarity, normalize } from './similarity.ts';
