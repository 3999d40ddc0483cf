/** Gradients of a convolution, computed where its operands lie. Images are NHWC, filters HWIO, all float32. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { addPixels, addProducts, once, type Products } from './add-products.ts';
import { addressOf, zerosOnHeap } from './heap.ts';
import { windowsInside } from './convolution-windows.ts';
import { turnFilter, type TurnedTaps } from './turned-filter.ts';
import { vectorFunctions } from './vector-functions.ts';

type Geometry = backend_util.Conv2DInfo;

/** Pixels whose gradients are added up in one go: as much of dy as stays in the cache next to the processor. */
const PIXELS_AT_ONCE = 256;

/**
 * Gradient with respect to the filter: x [N, H, W, C], dy [N, oh, ow, F] -> [kh, kw, C, F].
 *
 * For each tap of the filter, the pixels of x under it, transposed, times dy.
 */
export function filterGradient(backend: BackendWasm, x: TensorInfo, dy: TensorInfo, geometry: Geometry): TensorInfo {
  const { batchSize, filterHeight, filterWidth, inChannels, outChannels, outHeight, outWidth } = geometry;
  const dw = zerosOnHeap(backend, [filterHeight, filterWidth, inChannels, outChannels]);
  const functions = vectorFunctions(backend);
  const [xAddress, dyAddress, dwAddress] = [addressOf(backend, x), addressOf(backend, dy), addressOf(backend, dw)];
  const taps = tapsOf(geometry);
  const imagesAtOnce = Math.max(1, Math.floor(PIXELS_AT_ONCE / (outHeight * outWidth)));
  for (let image = 0; image < batchSize; image += imagesAtOnce) {
    const images = Math.min(imagesAtOnce, batchSize - image);
    for (const { x: xOffset, dy: dyOffset, dw: dwOffset, products } of taps) {
      const [inner, middle, outer] = products.terms;
      const terms = [inner, middle, { ...outer, count: images }] as const;
      addProducts(
        functions,
        { ...products, terms },
        xAddress + image * outer.a + xOffset,
        dyAddress + image * outer.b + dyOffset,
        dwAddress + dwOffset,
      );
    }
  }
  return dw;
}

/** A tap of the filter, or a row of taps: what it multiplies, and where that begins, in bytes. */
interface Tap {
  readonly x: number;
  readonly dy: number;
  readonly dw: number;
  readonly products: Products;
}

function tapsOf(geometry: Geometry): Tap[] {
  const { filterHeight, filterWidth, inChannels, inHeight, inWidth, outHeight, outWidth, outChannels } = geometry;
  const { strideHeight, strideWidth, padInfo } = geometry;
  // Without padding the taps of a row lie side by side under every window, and count as channels.
  const tapsAtOnce = padInfo.left + padInfo.right === 0 ? filterWidth : 1;
  const [xPixel, dyPixel] = [inChannels * 4, outChannels * 4];
  const taps: Tap[] = [];
  for (let ky = 0; ky < filterHeight; ky++) {
    const rows = windowsInside(ky - padInfo.top, strideHeight, inHeight, outHeight);
    for (let kx = 0; kx < filterWidth; kx += tapsAtOnce) {
      const columns = windowsInside(kx - padInfo.left, strideWidth, inWidth, outWidth);
      const xRow = rows.first * strideHeight + ky - padInfo.top;
      const xColumn = columns.first * strideWidth + kx - padInfo.left;
      taps.push({
        x: (xRow * inWidth + xColumn) * xPixel,
        dy: (rows.first * outWidth + columns.first) * dyPixel,
        dw: (ky * filterWidth + kx) * inChannels * dyPixel,
        products: {
          rows: tapsAtOnce * inChannels,
          columns: outChannels,
          aRow: 4,
          cRow: dyPixel,
          terms: [
            { count: columns.count, a: strideWidth * xPixel, b: dyPixel },
            { count: rows.count, a: strideHeight * inWidth * xPixel, b: outWidth * dyPixel },
            { count: 1, a: inHeight * inWidth * xPixel, b: outHeight * outWidth * dyPixel },
          ],
        },
      });
    }
  }
  return taps;
}

/**
 * Gradient with respect to the input: dy [N, oh, ow, F], filter [kh, kw, C, F] -> [N, H, W, C].
 *
 * For each pixel, the windows that cover it, times the taps under which they see it. Pixels in a row that are seen under
 * the same taps go together.
 */
export function inputGradient(
  backend: BackendWasm,
  dy: TensorInfo,
  filter: TensorInfo,
  geometry: Geometry,
): TensorInfo {
  const { batchSize, inChannels, inHeight, inWidth, outChannels, outHeight, outWidth, padInfo } = geometry;
  const { strideHeight, strideWidth } = geometry;
  const dx = zerosOnHeap(backend, [batchSize, inHeight, inWidth, inChannels]);
  const functions = vectorFunctions(backend);
  const turned = turnFilter(backend, filter, [strideHeight, strideWidth]);
  const [dyAddress, dxAddress] = [addressOf(backend, dy), addressOf(backend, dx)];
  const [dxPixel, dyPixel] = [inChannels * 4, outChannels * 4];
  const rows = runsOf(strideHeight, turned.rows, padInfo.top, inHeight, outHeight);
  const columns = runsOf(strideWidth, turned.columns, padInfo.left, inWidth, outWidth);
  for (const row of rows) {
    for (const column of columns) {
      const tapBytes = outChannels * dxPixel;
      const taps = turned.address + (row.taps.start * turned.width + column.taps.start * row.taps.count) * tapBytes;
      const firstTap = taps + (row.firstTap * column.taps.count + column.firstTap) * tapBytes;
      const products = {
        columns: inChannels,
        terms: [
          { count: column.tapCount * outChannels, a: 4, b: dxPixel },
          { count: row.tapCount, a: outWidth * dyPixel, b: column.taps.count * tapBytes },
          once,
        ],
      } as const;
      const steps = [
        { count: column.length, a: dyPixel, c: strideWidth * dxPixel },
        { count: batchSize, a: outHeight * outWidth * dyPixel, c: inHeight * inWidth * dxPixel },
      ] as const;
      for (let step = 0; step < row.length; step++) {
        const dyPixels = dyAddress + ((row.window + step) * outWidth + column.window) * dyPixel;
        const dxPixels = dxAddress + ((row.pixel + step * strideHeight) * inWidth + column.pixel) * dxPixel;
        addPixels(functions, products, steps, dyPixels, firstTap, dxPixels);
      }
    }
  }
  backend.disposeData(turned.dataId);
  return dx;
}

/** Pixels along one axis, a stride apart, that are seen under the same taps. */
interface Run {
  readonly pixel: number;
  readonly length: number;
  /** The first window that covers the first pixel; each next pixel is covered by one further on. */
  readonly window: number;
  readonly taps: TurnedTaps;
  /** Those that are used of `taps`. */
  readonly firstTap: number;
  readonly tapCount: number;
}

function runsOf(
  stride: number,
  phases: readonly TurnedTaps[],
  padding: number,
  inSize: number,
  outSize: number,
): Run[] {
  return phases.flatMap((taps, phase) => {
    const runs: Run[] = [];
    for (let pixel = (phase - (padding % stride) + stride) % stride; pixel < inSize; pixel += stride) {
      const lastWindow = (pixel + padding - phase) / stride;
      const window = Math.max(0, lastWindow - taps.count + 1);
      const firstTap = taps.count - 1 - (lastWindow - window);
      const tapCount = Math.min(lastWindow, outSize - 1) - window + 1;
      if (tapCount <= 0) continue;
      const before = runs.at(-1);
      const continues =
        before?.firstTap === firstTap && before.tapCount === tapCount && window === before.window + before.length;
      if (continues) runs[runs.length - 1] = { ...before, length: before.length + 1 };
      else runs.push({ pixel, length: 1, window, taps, firstTap, tapCount });
    }
    return runs;
  });
}
