/**
 * Both dialects with the same numbers: state, images, layers and optimizers from one to the other.
 *
 * What differs between PyTorch and Keras, and where it is handled:
 *
 * | | PyTorch | Keras | handled by |
 * |---|---|---|---|
 * | images | [N, C, H, W] | [N, H, W, C] | `toChannelsLast`, `toChannelsFirst` |
 * | Linear, Dense | weight [out, in] | kernel [in, out] | `copyToKeras`, `copyToTorch` |
 * | Conv2d, Conv2D | [out, in / groups, kh, kw] | [kh, kw, in / groups, out] | the same |
 * | depthwise | Conv2d, groups = in: [in · m, 1, kh, kw] | DepthwiseConv2D: [kh, kw, in, m] | the same |
 * | transposed convolution | [in, out, kh, kw] | [kh, kw, out, in] | the same |
 * | Flatten of an image | features by channel, row, column | by row, column, channel | the same |
 * | normalization ε | 1e-5 | 1e-3 | `kerasNormalization` |
 * | BatchNorm momentum | 0.1, share of the new batch | 0.99, share of what was | `kerasNormalization` |
 * | running variance | of N - 1 | of N | not: each dialect is as its framework |
 * | Adam's ε | 1e-8, added to √v̂, bias corrected | 1e-7, added to √v | `kerasOptimizer` |
 * | RMSprop's ε, Adagrad's ε | 1e-8, 1e-10, outside of the root | 1e-7 inside | `kerasOptimizer` |
 * | first steps of Adagrad | sum starts at 0 | at 0.1 | `kerasOptimizer` |
 * | momentum of SGD | b = μ b + g; w -= lr b | v = μ v - lr g; w += v | the same while lr is constant |
 * | weight decay | in the gradient, but for AdamW | from the weight, times lr | `kerasOptimizer`: AdamW alone |
 *
 * Because of the running variances a network with BatchNorm gives equal losses in training, and evaluates a little
 * differently after it. Initial weights differ as well (uniform by fan-in; Glorot uniform and zeros): copy them.
 */
export { toChannelsFirst, toChannelsLast } from './images.ts';
export { kerasNormalization } from './normalization.ts';
export { kerasOptimizer } from './optimizers.ts';
export { copyToKeras, copyToTorch } from './state.ts';
