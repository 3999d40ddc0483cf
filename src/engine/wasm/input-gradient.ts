import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { addPixels, once } from './add-products.ts';
import { addressOf, zerosOnHeap } from './heap.ts';
import { turnFilter, type TurnedTaps } from './turned-filter.ts';
import { vectorFunctions } from './vector-functions.ts';

type Geometry = backend_util.Conv2DInfo;

/**
 * Gradient of a convolution with respect to the input: dy [N, oh, ow, F], filter [kh, kw, C, F] -> [N, H, W, C].
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
