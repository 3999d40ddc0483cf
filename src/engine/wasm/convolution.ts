import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { addPixels, once } from './add-products.ts';
import { windowRuns } from './convolution-windows.ts';
import { addressOf, zerosOnHeap } from './heap.ts';
import { vectorFunctions } from './vector-functions.ts';

/**
 * Convolution: x [N, H, W, C], filter [kh, kw, C, F], bias [F] -> [N, oh, ow, F], all float32.
 *
 * Each window lies in as many rows as the filter has, and each row is one piece of memory: windows side by side are the
 * rows of a matrix that is multiplied where it lies.
 */
export function convolve(
  backend: BackendWasm,
  x: TensorInfo,
  filter: TensorInfo,
  bias: TensorInfo | null,
  geometry: backend_util.Conv2DInfo,
): TensorInfo {
  const { batchSize, filterWidth, inChannels, inHeight, inWidth, outChannels, outHeight, outWidth } = geometry;
  const { filterHeight, strideHeight, strideWidth, padInfo } = geometry;
  const functions = vectorFunctions(backend);
  const y = backend.makeOutput([batchSize, outHeight, outWidth, outChannels], 'float32');
  const zeros = zerosOnHeap(backend, [outChannels]);
  const [xAddress, filterAddress, yAddress] = [
    addressOf(backend, x),
    addressOf(backend, filter),
    addressOf(backend, y),
  ];
  const [zero, start] = [addressOf(backend, zeros), addressOf(backend, bias ?? zeros)];
  const [xPixel, yPixel] = [inChannels * 4, outChannels * 4];
  const tapBytes = inChannels * yPixel;
  const columns = windowRuns(padInfo.left, strideWidth, filterWidth, inWidth, outWidth);
  for (const row of windowRuns(padInfo.top, strideHeight, filterHeight, inHeight, outHeight)) {
    for (const column of columns) {
      const products = {
        columns: outChannels,
        terms: [
          { count: column.cellCount * inChannels, a: 4, b: yPixel },
          { count: row.cellCount, a: inWidth * xPixel, b: filterWidth * tapBytes },
          once,
        ],
      } as const;
      const steps = [
        { count: column.length, a: strideWidth * xPixel, c: yPixel },
        { count: batchSize, a: inHeight * inWidth * xPixel, c: outHeight * outWidth * yPixel },
      ] as const;
      const besideImage = [
        { ...steps[0], a: 0 },
        { ...steps[1], a: 0 },
      ] as const;
      const firstTap = filterAddress + (row.cell * filterWidth + column.cell) * tapBytes;
      const xColumn = column.first * strideWidth - padInfo.left + column.cell;
      for (let window = row.first; window < row.first + row.length; window++) {
        const xRow = window * strideHeight - padInfo.top + row.cell;
        const xPixels = xAddress + (xRow * inWidth + xColumn) * xPixel;
        const yPixels = yAddress + (window * outWidth + column.first) * yPixel;
        if (row.cellCount <= 0 || column.cellCount <= 0) {
          // Windows in the padding alone.
          addPixels(functions, { ...products, terms: [once, once, once] }, besideImage, zero, zero, yPixels, start);
          continue;
        }
        addPixels(functions, products, steps, xPixels, firstTap, yPixels, start);
      }
    }
  }
  backend.disposeData(zeros.dataId);
  return y;
}
