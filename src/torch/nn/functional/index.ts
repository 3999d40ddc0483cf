/** Operations without state, as torch.nn.functional. */
export { conv1d, conv2d, convTranspose2d } from './convolution.ts';
export { dropout, dropout2d } from './dropout.ts';
export { linear } from './linear.ts';
export { maxPool1d, maxPool2d, maxPool2dWithIndices } from './max-pooling.ts';
export * from '../../operations/activations.ts';
export * from './losses.ts';
