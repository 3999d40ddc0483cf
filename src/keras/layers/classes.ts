/** Every layer class. */
export { Activation, ELU, LeakyReLU, PReLU, ReLU, Softmax } from './activation-layers.ts';
export { Conv1D, Conv2D } from './conv.ts';
export { Conv2DTranspose } from './conv2d-transpose.ts';
export { Dense } from './dense.ts';
export { DepthwiseConv2D, SeparableConv2D } from './depthwise-conv.ts';
export { Embedding } from './embedding.ts';
export {
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
} from './global-pooling.ts';
export { Add, Average, Concatenate, Dot, Maximum, Minimum, Multiply, Subtract } from './merging.ts';
export { Dropout, GaussianNoise } from './noise.ts';
export { BatchNormalization, LayerNormalization } from './normalization.ts';
export { AveragePooling1D, AveragePooling2D, MaxPooling1D, MaxPooling2D } from './pooling.ts';
export { Rescaling } from './rescaling.ts';
export { Flatten, Permute, RepeatVector, Reshape, UpSampling2D, ZeroPadding2D } from './reshaping.ts';
export { GRU, LSTM, SimpleRNN } from './rnn-layers.ts';
export { Bidirectional, TimeDistributed } from './wrappers.ts';
