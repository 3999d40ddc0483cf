/** The gradient kernels of a convolution, which tfjs keeps out of its public operations. NHWC, stride 1, no padding. */
import { Conv2DBackpropFilter, Conv2DBackpropInput, engine, type Tensor4D } from '@tensorflow/tfjs-core';

type Shape4D = Tensor4D['shape'];

const attributes = { strides: 1, pad: 'valid', dataFormat: 'NHWC', dimRoundingMode: 'floor' };

/** dy [N, oh, ow, F], filter [kh, kw, C, F] -> gradient of x, of shape `inputShape` [N, H, W, C]. */
export function inputGradient(inputShape: Shape4D, dy: Tensor4D, filter: Tensor4D): Tensor4D {
  return engine().runKernel<Tensor4D>(Conv2DBackpropInput, { dy, filter }, { ...attributes, inputShape });
}

/** x [N, H, W, C], dy [N, oh, ow, F] -> gradient of the filter, of shape `filterShape` [kh, kw, C, F]. */
export function filterGradient(x: Tensor4D, dy: Tensor4D, filterShape: Shape4D): Tensor4D {
  return engine().runKernel<Tensor4D>(Conv2DBackpropFilter, { x, dy }, { ...attributes, filterShape });
}
