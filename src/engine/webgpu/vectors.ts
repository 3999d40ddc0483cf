/** WGSL that reads and writes channels by fours where their number allows it, and one by one where it does not. */
import { range, unrolled } from './wgsl.ts';

/** How many of `count` numbers in a row to read at once, so that none is left over: 1 to 4. */
export function vectorWidth(count: number): 1 | 2 | 3 | 4 {
  return ([4, 3, 2] as const).find((width) => count % width === 0) ?? 1;
}

/** How to read numbers that lie side by side in a buffer. */
export interface VectorLoad {
  /** WGSL type of what is read. */
  readonly type: string;
  /** Expression that reads from a given index on. */
  readonly load: (index: string) => string;
}

/**
 * Reads `width` numbers of `buffer`, an array of vec4 where `isVector`, and then from an index that is a multiple of 4.
 * WebGPU keeps reads beyond the end inside the buffer, so they give some number of it.
 */
export function loadVector(buffer: string, width: number, isVector: boolean): VectorLoad {
  if (isVector) return { type: 'vec4<f32>', load: (index) => `${buffer}[u32(${index}) >> 2u]` };
  if (width === 1) return { type: 'f32', load: (index) => `${buffer}[${index}]` };
  const type = `vec${width}<f32>`;
  return {
    type,
    load: (index) =>
      `${type}(${range(width)
        .map((i) => `${buffer}[${index} + ${i}]`)
        .join(', ')})`,
  };
}

/** Statements that write a vec4 into `result` at row offset + channel, its numbers beyond the last channel left out. */
export function storeVector(row: string, channel: string, channels: string, value: string, isVector: boolean): string {
  if (isVector) return `result[u32(${row} + ${channel}) >> 2u] = ${value};`;
  return unrolled(
    range(4),
    (i) => `if (${channel} + ${i} < ${channels}) { result[${row} + ${channel} + ${i}] = ${value}[${i}]; }`,
  );
}
