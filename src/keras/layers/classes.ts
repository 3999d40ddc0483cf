/** Every layer class. */
export { Activation, ELU, LeakyReLU, PReLU, ReLU, Softmax } from './activation-layers.ts';
export { Cropping1D, Cropping2D, ZeroPadding1D, ZeroPadding2D } from './borders.ts';
export { Conv1D, Conv2D } from './conv.ts';
export { Conv1DTranspose, Conv2DTranspose } from './conv-transpose.ts';
export { ActivityRegularization, Identity, Lambda } from './core.ts';
export { Dense } from './dense.ts';
export { DepthwiseConv1D, DepthwiseConv2D, SeparableConv1D, SeparableConv2D } from './depthwise-conv.ts';
export { Embedding } from './embedding.ts';
export {
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
} from './global-pooling.ts';
export { GroupNormalization } from './group-normalization.ts';
export { Masking } from './masking.ts';
export { Add, Average, Concatenate, Dot, Maximum, Minimum, Multiply, Subtract } from './merging.ts';
export { AlphaDropout, Dropout, GaussianDropout, GaussianNoise, SpatialDropout1D, SpatialDropout2D } from './noise.ts';
export { BatchNormalization, LayerNormalization } from './normalization.ts';
export { AveragePooling1D, AveragePooling2D, MaxPooling1D, MaxPooling2D } from './pooling.ts';
export { Rescaling } from './rescaling.ts';
export { Flatten, Permute, RepeatVector, Reshape } from './reshaping.ts';
export { GRU, LSTM, SimpleRNN } from './rnn-layers.ts';
export { RMSNormalization, UnitNormalization } from './unit-normalization.ts';
export { UpSampling1D, UpSampling2D } from './up-sampling.ts';
export { Bidirectional, TimeDistributed } from './wrappers.ts';
