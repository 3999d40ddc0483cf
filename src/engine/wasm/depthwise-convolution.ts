/**
 * Convolution channel by channel, and its gradients: images NHWC, filters [kh, kw, C, M] for M results a channel.
 *
 * tfjs has no gradients, and its forward kernel keeps what it prepared of the filter, also when that has changed in
 * place. With several results a channel, each channel is repeated as often first: then all have the C M channels of y.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { conv2dGeometry } from '../conv2d-attributes.ts';
import { kernelInput, type KernelCall } from '../replace-kernel.ts';
import { windowsInside } from './convolution-windows.ts';
import { addressOf, zerosOnHeap } from './heap.ts';
import { vectorFunctions } from './vector-functions.ts';

type Call = KernelCall<BackendWasm>;
type Shape4D = [number, number, number, number];

/** The tensors of a convolution, or their gradients. */
interface Operands {
  /** [N, H, W, C M]. */
  readonly x: TensorInfo;
  /** [kh, kw, C, M]. */
  readonly filter: TensorInfo;
  /** [N, oh, ow, C M]. */
  readonly y: TensorInfo;
}

/** x [N, H, W, C], filter [kh, kw, C, M] -> [N, oh, ow, C M]. */
export function depthwiseConvolution({ inputs, attributes, backend }: Call): TensorInfo {
  const [x, filter] = [kernelInput(inputs, 'x'), kernelInput(inputs, 'filter')];
  const geometry = conv2dGeometry(x.shape, filter.shape, attributes, 'depthwise');
  const repeated = repeatChannels(backend, x, filter);
  const y = zerosOnHeap(backend, geometry.outShape);
  addProducts(backend, { x: repeated, filter, y }, 'y', geometry);
  if (repeated !== x) backend.disposeData(repeated.dataId);
  return y;
}

/** x [N, H, W, C], dy [N, oh, ow, C M] -> [kh, kw, C, M]. */
export function depthwiseFilterGradient({ inputs, attributes, backend }: Call): TensorInfo {
  const [x, dy] = [kernelInput(inputs, 'x'), kernelInput(inputs, 'dy')];
  const filter = zerosOnHeap(backend, attributes.filterShape as Shape4D);
  const repeated = repeatChannels(backend, x, filter);
  const geometry = conv2dGeometry(x.shape, filter.shape, attributes, 'depthwise');
  addProducts(backend, { x: repeated, filter, y: dy }, 'filter', geometry);
  if (repeated !== x) backend.disposeData(repeated.dataId);
  return filter;
}

/** dy [N, oh, ow, C M], filter [kh, kw, C, M] -> [N, H, W, C]. */
export function depthwiseInputGradient({ inputs, attributes, backend }: Call): TensorInfo {
  const [dy, filter] = [kernelInput(inputs, 'dy'), kernelInput(inputs, 'filter')];
  const inputShape = attributes.inputShape as Shape4D;
  const geometry = conv2dGeometry(inputShape, filter.shape, attributes, 'depthwise');
  const multiplier = filter.shape[3] ?? 1;
  const x = zerosOnHeap(backend, [...inputShape.slice(0, 3), inputShape[3] * multiplier]);
  addProducts(backend, { x, filter, y: dy }, 'x', geometry);
  if (multiplier === 1) return x;
  const dx = zerosOnHeap(backend, inputShape);
  const [parts, sums] = [x, dx].map((info) => backend.typedArrayFromHeap(info)) as [Float32Array, Float32Array];
  parts.forEach((part, index) => {
    const channel = Math.floor(index / multiplier);
    sums[channel] = (sums[channel] ?? 0) + part;
  });
  backend.disposeData(x.dataId);
  return dx;
}

/** The image itself for one result a channel, else a new one whose owner frees it. */
function repeatChannels(backend: BackendWasm, x: TensorInfo, filter: TensorInfo): TensorInfo {
  const [channels = 0, multiplier = 1] = filter.shape.slice(2);
  if (multiplier === 1) return x;
  const repeated = backend.makeOutput([...x.shape.slice(0, 3), channels * multiplier], 'float32');
  // The views are taken after the last allocation, which may move the heap.
  const values = backend.typedArrayFromHeap(x);
  const copies = backend.typedArrayFromHeap(repeated);
  values.forEach((value, index) => copies.fill(value, index * multiplier, (index + 1) * multiplier));
  return repeated;
}

/** Adds to one of the three what the other two give, tap by tap, for all windows whose tap lies on the image. */
function addProducts(
  backend: BackendWasm,
  operands: Operands,
  sum: keyof Operands,
  geometry: backend_util.Conv2DInfo,
): void {
  const { batchSize, inHeight, inWidth, outChannels, outHeight, outWidth, padInfo } = geometry;
  const { filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth } = geometry;
  const { channelProducts } = vectorFunctions(backend);
  const pixelBytes = outChannels * 4;
  const [x, filter, y] = [
    addressOf(backend, operands.x),
    addressOf(backend, operands.filter),
    addressOf(backend, operands.y),
  ];
  const [xStep, yStep] = [strideWidth * pixelBytes, pixelBytes];
  const blocks = Math.ceil(outChannels / 4);
  for (let tap = 0; tap < filterHeight * filterWidth; tap++) {
    const ky = Math.floor(tap / filterWidth);
    const [yOffset, xOffset] = [
      ky * dilationHeight - padInfo.top,
      (tap - ky * filterWidth) * dilationWidth - padInfo.left,
    ];
    const rows = windowsInside(yOffset, strideHeight, inHeight, outHeight);
    const columns = windowsInside(xOffset, strideWidth, inWidth, outWidth);
    if (columns.count <= 0) continue;
    const tapAddress = filter + tap * pixelBytes;
    for (let image = 0; image < batchSize; image++) {
      for (let row = rows.first; row < rows.first + rows.count; row++) {
        const xPixel =
          (image * inHeight + row * strideHeight + yOffset) * inWidth + columns.first * strideWidth + xOffset;
        const xAddress = x + xPixel * pixelBytes;
        const yAddress = y + ((image * outHeight + row) * outWidth + columns.first) * pixelBytes;
        const { count } = columns;
        if (sum === 'y') channelProducts(xAddress, xStep, tapAddress, 0, yAddress, yStep, count, blocks, outChannels);
        else if (sum === 'x')
          channelProducts(yAddress, yStep, tapAddress, 0, xAddress, xStep, count, blocks, outChannels);
        else channelProducts(xAddress, xStep, yAddress, yStep, tapAddress, 0, count, blocks, outChannels);
      }
    }
  }
}
