import { backend_util, Tensor, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';

type Shape4D = [number, number, number, number];
type Padding = Parameters<typeof backend_util.computeConv2DInfo>[4];
type Rounding = Parameters<typeof backend_util.computeConv2DInfo>[5];

/** Sizes of a convolution from the attributes of tfjs's Conv2D kernels, which are untyped. */
export function conv2dGeometry(
  inputShape: readonly number[],
  filterShape: readonly number[],
  attributes: NamedAttrMap,
  kind: 'all channels' | 'depthwise' = 'all channels',
): backend_util.Conv2DInfo {
  return backend_util.computeConv2DInfo(
    inputShape as Shape4D,
    filterShape as Shape4D,
    attributes.strides as number | [number, number],
    (attributes.dilations as number | [number, number] | undefined) ?? 1,
    attributes.pad as Padding,
    attributes.dimRoundingMode as Rounding,
    kind === 'depthwise',
    'channelsLast',
  );
}

/** Sizes of a pooling from the attributes of tfjs's pooling kernels. */
export function pool2dGeometry(inputShape: readonly number[], attributes: NamedAttrMap): backend_util.Conv2DInfo {
  return backend_util.computePool2DInfo(
    inputShape as Shape4D,
    attributes.filterSize as number | [number, number],
    attributes.strides as number | [number, number],
    1,
    attributes.pad as Padding,
    attributes.dimRoundingMode as Rounding,
  );
}

/** Whether a kernel's attributes say NHWC, the only layout that our kernels read. */
export function isChannelsLast(attributes: NamedAttrMap): boolean {
  return attributes.dataFormat === 'NHWC';
}

/** The tensor behind a kernel's input: the engine passes tensors, and types them as less. */
export function asTensor(info: TensorInfo): Tensor {
  if (info instanceof Tensor) return info as Tensor;
  throw new TypeError('The kernel was called with something other than a tensor.');
}

/** Whether the windows of a pooling lie side by side and without padding, so that no cell is in two of them. */
export function poolsSideBySide(geometry: backend_util.Conv2DInfo): boolean {
  const { top, bottom, left, right } = geometry.padInfo;
  return (
    geometry.strideHeight === geometry.filterHeight &&
    geometry.strideWidth === geometry.filterWidth &&
    top + bottom + left + right === 0
  );
}
