/** The layers of torch.nn. */
export {
  Hardsigmoid,
  Hardswish,
  LogSigmoid,
  Mish,
  ReLU,
  ReLU6,
  SELU,
  Sigmoid,
  SiLU,
  Softsign,
  Tanh,
  Tanhshrink,
} from './activations.ts';
export {
  CELU,
  ELU,
  GELU,
  GLU,
  Hardshrink,
  Hardtanh,
  LeakyReLU,
  LogSoftmax,
  PReLU,
  Softmax,
  Softmin,
  Softplus,
  Softshrink,
  Threshold,
} from './activations-with-options.ts';
export { AdaptiveAvgPool1d, AdaptiveAvgPool2d, AdaptiveMaxPool2d } from './adaptive-pooling.ts';
export { AvgPool1d, AvgPool2d } from './average-pooling.ts';
export { BatchNorm1d, BatchNorm2d } from './batch-normalization.ts';
export { Bilinear } from './bilinear.ts';
export { Conv1d, Conv2d, ConvTranspose2d, LazyConv2d } from './convolution.ts';
export { Dropout, Dropout2d } from './dropout.ts';
export { Embedding } from './embedding.ts';
export { Flatten, Unflatten } from './flatten.ts';
export { Identity } from './identity.ts';
export { LazyLinear, Linear } from './linear.ts';
export { MaxPool1d, MaxPool2d } from './max-pooling.ts';
export { GroupNorm, InstanceNorm2d, LayerNorm } from './normalization.ts';
export { Upsample } from './upsample.ts';
