import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { poolsSideBySide } from '../conv2d-attributes.ts';
import { addressOf, zerosOnHeap } from './heap.ts';
import { vectorFunctions } from './vector-functions.ts';

/** A window along one axis, cut off at the border. */
interface Window {
  readonly index: number;
  readonly first: number;
  readonly size: number;
}

/**
 * Gradient of max pooling in NHWC: each window's dy goes to its first maximum, row by row, as PyTorch and TensorFlow
 * send it. Where windows overlap, their gradients add up. A NaN wins over everything, and the first one stays.
 *
 * @param x [N, H, W, C].
 * @param dy [N, oh, ow, C].
 * @returns [N, H, W, C].
 */
export function maxPoolGradient(
  backend: BackendWasm,
  x: TensorInfo,
  dy: TensorInfo,
  geometry: backend_util.Conv2DInfo,
): TensorInfo {
  const isPair = geometry.filterHeight === 2 && geometry.filterWidth === 2 && poolsSideBySide(geometry);
  return isPair && geometry.inChannels % 4 === 0
    ? pairGradient(backend, x, dy, geometry)
    : windowGradient(backend, x, dy, geometry);
}

function pairGradient(backend: BackendWasm, x: TensorInfo, dy: TensorInfo, geometry: backend_util.Conv2DInfo) {
  const { batchSize, inChannels, inHeight, inWidth, outHeight, outWidth } = geometry;
  const isCovered = inHeight === 2 * outHeight && inWidth === 2 * outWidth;
  const dx = isCovered ? backend.makeOutput(x.shape, 'float32') : zerosOnHeap(backend, x.shape);
  const { pairPoolGradient } = vectorFunctions(backend);
  const [xAddress, dyAddress, dxAddress] = [addressOf(backend, x), addressOf(backend, dy), addressOf(backend, dx)];
  const pixelBytes = inChannels * 4;
  const rowBytes = inWidth * pixelBytes;
  for (let row = 0; row < batchSize * outHeight; row++) {
    const image = Math.floor(row / outHeight);
    const offset = (image * inHeight + 2 * (row - image * outHeight)) * rowBytes;
    const dyRow = dyAddress + row * outWidth * pixelBytes;
    pairPoolGradient(xAddress + offset, dyRow, dxAddress + offset, inChannels / 4, pixelBytes, rowBytes, outWidth);
  }
  return dx;
}

function windowGradient(backend: BackendWasm, x: TensorInfo, dy: TensorInfo, geometry: backend_util.Conv2DInfo) {
  const { batchSize, inChannels, inHeight, inWidth, outHeight, outWidth, padInfo } = geometry;
  const dx = zerosOnHeap(backend, x.shape);
  const rows = windowsAlong(outHeight, geometry.strideHeight, padInfo.top, geometry.filterHeight, inHeight);
  const columns = windowsAlong(outWidth, geometry.strideWidth, padInfo.left, geometry.filterWidth, inWidth);
  const runs = runsOf(columns, geometry.filterWidth);
  const { poolGradient } = vectorFunctions(backend);
  const [xAddress, dyAddress, dxAddress] = [addressOf(backend, x), addressOf(backend, dy), addressOf(backend, dx)];
  const pixelBytes = inChannels * 4;
  const blocks = Math.ceil(inChannels / 4);
  for (let image = 0; image < batchSize; image++) {
    for (const row of rows) {
      for (const { window, count } of runs) {
        const pixel = ((image * inHeight + row.first) * inWidth + window.first) * pixelBytes;
        const dyPixel = ((image * outHeight + row.index) * outWidth + window.index) * pixelBytes;
        poolGradient(
          xAddress + pixel,
          dyAddress + dyPixel,
          dxAddress + pixel,
          blocks,
          inChannels,
          row.size,
          window.size,
          pixelBytes,
          (inWidth - window.size) * pixelBytes,
          count,
          geometry.strideWidth * pixelBytes,
        );
      }
    }
  }
  return dx;
}

function windowsAlong(count: number, stride: number, padding: number, size: number, inSize: number): Window[] {
  return Array.from({ length: count }, (_, index) => {
    const start = index * stride - padding;
    const first = Math.max(0, start);
    return { index, first, size: Math.min(inSize, start + size) - first };
  }).filter((window) => window.size > 0);
}

/** Neighbours go together where none is cut off: there each begins a stride behind the one before. */
function runsOf(windows: readonly Window[], wholeSize: number): { readonly window: Window; count: number }[] {
  const runs: { readonly window: Window; count: number }[] = [];
  for (const window of windows) {
    const run = runs.at(-1);
    if (run?.window.size === wholeSize && window.size === wholeSize) run.count++;
    else runs.push({ window, count: 1 });
  }
  return runs;
}
