/** Modules, as torch.nn. */
export { Sequential } from './containers/sequential.ts';
export * as functional from './functional/index.ts';
export { Conv1d, Conv2d, ConvTranspose2d, LazyConv2d } from './layers/convolution.ts';
export { Dropout, Dropout2d } from './layers/dropout.ts';
export { Flatten, Unflatten } from './layers/flatten.ts';
export { LazyLinear, Linear } from './layers/linear.ts';
export { MaxPool1d, MaxPool2d } from './layers/max-pooling.ts';
export { ReLU } from './layers/activations.ts';
export { Module } from './module.ts';
export { Parameter, UninitializedParameter } from './parameter.ts';
export * as init from './init.ts';
export * as utils from './utils/index.ts';
