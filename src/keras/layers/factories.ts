/**
 * Each layer as a function, as TensorFlow.js names them: `dense({ units: 10 })` is `new Dense({ units: 10 })`.
 */
import * as classes from './classes.ts';
import type { Layer } from './layer.ts';

function factoryOf<Values extends readonly unknown[], Made extends Layer>(layerClass: new (...values: Values) => Made) {
  return (...values: Values) => new layerClass(...values);
}

export const activation = factoryOf(classes.Activation);
export const activityRegularization = factoryOf(classes.ActivityRegularization);
export const add = factoryOf(classes.Add);
export const alphaDropout = factoryOf(classes.AlphaDropout);
export const average = factoryOf(classes.Average);
export const averagePooling1d = factoryOf(classes.AveragePooling1D);
export const averagePooling2d = factoryOf(classes.AveragePooling2D);
export const batchNormalization = factoryOf(classes.BatchNormalization);
export const bidirectional = factoryOf(classes.Bidirectional);
export const concatenate = factoryOf(classes.Concatenate);
export const conv1d = factoryOf(classes.Conv1D);
export const conv1dTranspose = factoryOf(classes.Conv1DTranspose);
export const conv2d = factoryOf(classes.Conv2D);
export const conv2dTranspose = factoryOf(classes.Conv2DTranspose);
export const cropping1d = factoryOf(classes.Cropping1D);
export const cropping2d = factoryOf(classes.Cropping2D);
export const dense = factoryOf(classes.Dense);
export const depthwiseConv1d = factoryOf(classes.DepthwiseConv1D);
export const depthwiseConv2d = factoryOf(classes.DepthwiseConv2D);
export const dot = factoryOf(classes.Dot);
export const dropout = factoryOf(classes.Dropout);
export const elu = factoryOf(classes.ELU);
export const embedding = factoryOf(classes.Embedding);
export const flatten = factoryOf(classes.Flatten);
export const gaussianDropout = factoryOf(classes.GaussianDropout);
export const gaussianNoise = factoryOf(classes.GaussianNoise);
export const globalAveragePooling1d = factoryOf(classes.GlobalAveragePooling1D);
export const globalAveragePooling2d = factoryOf(classes.GlobalAveragePooling2D);
export const globalMaxPooling1d = factoryOf(classes.GlobalMaxPooling1D);
export const globalMaxPooling2d = factoryOf(classes.GlobalMaxPooling2D);
export const groupNormalization = factoryOf(classes.GroupNormalization);
export const gru = factoryOf(classes.GRU);
export const identity = factoryOf(classes.Identity);
export const lambda = factoryOf(classes.Lambda);
export const layerNormalization = factoryOf(classes.LayerNormalization);
export const leakyReLU = factoryOf(classes.LeakyReLU);
export const lstm = factoryOf(classes.LSTM);
export const masking = factoryOf(classes.Masking);
export const maximum = factoryOf(classes.Maximum);
export const maxPooling1d = factoryOf(classes.MaxPooling1D);
export const maxPooling2d = factoryOf(classes.MaxPooling2D);
export const minimum = factoryOf(classes.Minimum);
export const multiply = factoryOf(classes.Multiply);
export const permute = factoryOf(classes.Permute);
export const prelu = factoryOf(classes.PReLU);
export const reLU = factoryOf(classes.ReLU);
export const repeatVector = factoryOf(classes.RepeatVector);
export const rescaling = factoryOf(classes.Rescaling);
export const reshape = factoryOf(classes.Reshape);
export const rmsNormalization = factoryOf(classes.RMSNormalization);
export const separableConv1d = factoryOf(classes.SeparableConv1D);
export const separableConv2d = factoryOf(classes.SeparableConv2D);
export const simpleRNN = factoryOf(classes.SimpleRNN);
export const softmax = factoryOf(classes.Softmax);
export const spatialDropout1d = factoryOf(classes.SpatialDropout1D);
export const spatialDropout2d = factoryOf(classes.SpatialDropout2D);
export const subtract = factoryOf(classes.Subtract);
export const timeDistributed = factoryOf(classes.TimeDistributed);
export const unitNormalization = factoryOf(classes.UnitNormalization);
export const upSampling1d = factoryOf(classes.UpSampling1D);
export const upSampling2d = factoryOf(classes.UpSampling2D);
export const zeroPadding1d = factoryOf(classes.ZeroPadding1D);
export const zeroPadding2d = factoryOf(classes.ZeroPadding2D);
