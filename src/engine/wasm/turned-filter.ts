import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf } from './heap.ts';
import { transposeMatrix } from './transpose-matrix.ts';
import { vectorFunctions } from './vector-functions.ts';

/** Taps along one axis that see the same pixels: each `stride`-th one. */
export interface TurnedTaps {
  /** Taps of the groups before. */
  readonly start: number;
  readonly count: number;
}

/** A filter for the way back: see `turnFilter`. Its owner frees it. */
export interface TurnedFilter extends Pick<TensorInfo, 'dataId'> {
  readonly address: number;
  /** Taps along both axes by the remainder of their number by the stride. */
  readonly rows: readonly TurnedTaps[];
  readonly columns: readonly TurnedTaps[];
  readonly width: number;
}

/**
 * A filter [kh, kw, C, F] turned by 180 degrees, with its channels swapped: taps of [F, C], last ones first.
 *
 * With strides, a pixel is seen by every stride-th tap alone, so these lie together: group by group of rows, in it group
 * by group of columns, in it row by row.
 */
export function turnFilter(backend: BackendWasm, filter: TensorInfo, strides: readonly [number, number]): TurnedFilter {
  const [height = 0, width = 0, channels = 0, filters = 0] = filter.shape;
  const turned = backend.makeOutput(filter.shape, 'float32');
  const functions = vectorFunctions(backend);
  const [source, address] = [addressOf(backend, filter), addressOf(backend, turned)];
  const [rows, columns] = [tapGroups(height, strides[0]), tapGroups(width, strides[1])];
  const tapBytes = channels * filters * 4;
  rows.forEach((row, rowPhase) => {
    columns.forEach((column, columnPhase) => {
      const group = row.start * width + column.start * row.count;
      for (let y = 0; y < row.count; y++) {
        for (let x = 0; x < column.count; x++) {
          const ky = rowPhase + (row.count - 1 - y) * strides[0];
          const kx = columnPhase + (column.count - 1 - x) * strides[1];
          const tap = group + y * column.count + x;
          transposeMatrix(
            functions,
            source + (ky * width + kx) * tapBytes,
            address + tap * tapBytes,
            channels,
            filters,
          );
        }
      }
    });
  });
  return { dataId: turned.dataId, address, rows, columns, width };
}

function tapGroups(size: number, stride: number): TurnedTaps[] {
  let start = 0;
  return Array.from({ length: stride }, (_, phase) => {
    const count = Math.max(0, Math.ceil((size - phase) / stride));
    const group = { start, count };
    start += count;
    return group;
  });
}
