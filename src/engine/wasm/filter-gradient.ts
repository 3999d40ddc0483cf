import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { addProducts, type Products } from './add-products.ts';
import { windowsInside } from './convolution-windows.ts';
import { addressOf, zerosOnHeap } from './heap.ts';
import { vectorFunctions } from './vector-functions.ts';

type Geometry = backend_util.Conv2DInfo;

/** Pixels whose gradients are added up in one go: as much of dy as stays in the cache next to the processor. */
const PIXELS_AT_ONCE = 256;

/**
 * Gradient of a convolution with respect to the filter: x [N, H, W, C], dy [N, oh, ow, F] -> [kh, kw, C, F].
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
