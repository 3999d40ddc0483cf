import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { GEOMETRY_UNIFORMS } from './conv2d-geometry.ts';
import { storeVector } from './vectors.ts';
import { range, unrolled } from './wgsl.ts';

/** Rows and columns of the product that one workgroup computes. */
const TILE = 32;
/** Terms of the sum that lie in workgroup memory at a time. */
const DEPTH = 16;
/** Vectors from one row of a tile to the next: one more than it holds, so that the rows begin in different banks. */
const STRIDE = DEPTH / 4 + 1;
const WORKGROUP = 64;

/**
 * How the four numbers of a vector follow one another in an operand's buffer: along the sum, or across it, along the
 * rows or columns of the product.
 */
export type Direction = 'along' | 'across';

/** Sizes of the product, and how many there are of them: each in its own part of the result. */
export interface ProductSize {
  readonly rows: number;
  readonly columns: number;
  readonly slices: number;
}

/**
 * A product of matrices whose operands are computed from the uniforms of a convolution, for hardware: a workgroup keeps
 * two tiles in workgroup memory, and each of its 64 invocations 4 x 4 sums in registers. Neighbours read neighbouring
 * numbers, and the workgroup and its memory (5 KiB) are within the limits of every adapter.
 */
export abstract class TiledProductProgram implements WebGPUProgram {
  abstract readonly variableNames: string[];
  abstract readonly variableComponents: number[];
  abstract readonly outputComponent: 1 | 4;
  abstract shaderKey: string;
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number] = [WORKGROUP, 1, 1];
  readonly uniforms = GEOMETRY_UNIFORMS;
  protected abstract readonly leftDirection: Direction;
  protected abstract readonly rightDirection: Direction;

  constructor(outputShape: number[], { rows, columns, slices }: ProductSize) {
    this.outputShape = outputShape;
    this.dispatch = [Math.ceil(rows / TILE) * Math.ceil(columns / TILE) * slices, 1, 1];
  }

  /** WGSL functions that the other snippets call. */
  protected abstract functions(): string;
  /** WGSL that declares `rows`, `columns` and `depth`, the length of the sum, from the uniforms alone. */
  protected abstract sizes(): string;
  /** WGSL that declares what the loads need, from `slice`, `rows`, and each load's first row and column. */
  protected abstract preparation(row: (load: number) => string, column: (load: number) => string): string;
  /** WGSL expression of four numbers of the left operand from a term on: 0 where there are none. */
  protected abstract left(load: number, term: string): string;
  /** The same for the right operand. */
  protected abstract right(load: number, term: string): string;
  /** WGSL that declares `place`, the index of the first number of `row` in the result, and `isStored`. */
  protected abstract placement(): string;
  /** WGSL expression of what is stored instead of `value` at `place + column`. */
  protected abstract epilogue(value: string): string;

  getUserCode(): string {
    return `
      var<workgroup> leftTile : array<vec4<f32>, ${TILE * STRIDE}>;
      var<workgroup> rightTile : array<vec4<f32>, ${TILE * STRIDE}>;
      ${this.functions()}
      fn main(index : i32) {
        let lane = i32(localIndex);
        let group = index / ${WORKGROUP};
        ${this.sizes()}
        let rowTiles = (rows + ${TILE - 1}) / ${TILE};
        let columnTiles = (columns + ${TILE - 1}) / ${TILE};
        let firstColumn = (group % columnTiles) * ${TILE};
        let firstRow = (group / columnTiles % rowTiles) * ${TILE};
        let slice = group / columnTiles / rowTiles;
        ${this.preparation(
          (load) => `firstRow + ${lineOf(this.leftDirection, load)}`,
          (load) => `firstColumn + ${lineOf(this.rightDirection, load)}`,
        )}
        ${unrolled(range(4), (r) => `var sum${r} = vec4<f32>(0.0);`)}
        for (var first = 0; first < depth; first += ${DEPTH}) {
          ${unrolled(range(2), (load) => this.#load(load))}
          workgroupBarrier();
          ${this.#multiply()}
          workgroupBarrier();
        }
        ${unrolled(range(4), (r) => this.#store(r))}
      }`;
  }

  #load(load: number): string {
    const { leftDirection, rightDirection } = this;
    // The columns of the right tile lie in the order in which neighbours read them.
    const column = `((lane >> 2u) & 3) * 8 + (lane >> 4u) + ${4 * load}`;
    const row = lineOf('along', load);
    const slot = (direction: Direction, line: string) =>
      direction === 'along' ? `(${line}) * ${STRIDE} + (lane & 3)` : `(${termOf('across', load)}) * 8 + (lane & 7)`;
    return `
      leftTile[${slot(leftDirection, row)}] = ${this.left(load, `first + ${termOf(leftDirection, load)}`)};
      rightTile[${slot(rightDirection, column)}] = ${this.right(load, `first + ${termOf(rightDirection, load)}`)};`;
  }

  /** Each invocation owns four columns, and four rows: side by side where the left operand lies so, else far apart. */
  #multiply(): string {
    if (this.leftDirection === 'across') {
      return `
        for (var term = 0; term < ${DEPTH}; term++) {
          let leftNumbers = leftTile[term * 8 + (lane >> 3u)];
          let rightNumbers = rightTile[term * 8 + (lane & 7)];
          ${unrolled(range(4), (r) => `sum${r} += leftNumbers[${r}] * rightNumbers;`)}
        }`;
    }
    const isAcross = this.rightDirection === 'across';
    const right = (i: number) =>
      isAcross ? `(term * 4 + ${i}) * 8 + (lane & 7)` : `(${8 * i} + (lane & 7)) * ${STRIDE} + term`;
    const left = (r: number) => `leftTile[((lane >> 3u) + ${8 * r}) * ${STRIDE} + term]`;
    return `
      for (var term = 0; term < ${DEPTH / 4}; term++) {
        let block = mat4x4<f32>(${range(4)
          .map((i) => `rightTile[${right(i)}]`)
          .join(', ')});
        ${unrolled(range(4), (r) => `sum${r} += ${isAcross ? `block * ${left(r)}` : `${left(r)} * block`};`)}
      }`;
  }

  #store(r: number): string {
    const row = this.leftDirection === 'across' ? `(lane >> 3u) * 4 + ${r}` : `(lane >> 3u) + ${8 * r}`;
    return `
      {
        let row = firstRow + ${row};
        let column = firstColumn + (lane & 7) * 4;
        ${this.placement()}
        if (isStored && row < rows && column < columns) {
          let value = ${this.epilogue(`sum${r}`)};
          ${storeVector('place', 'column', 'columns', 'value', this.outputComponent === 4)}
        }
      }`;
  }
}

/** Row or column of the tile from which an invocation loads its `load`-th vector. */
function lineOf(direction: Direction, load: number): string {
  return direction === 'along' ? `(lane >> 2u) + ${16 * load}` : '(lane & 7) * 4';
}

/** Term from which an invocation loads its `load`-th vector, counted from the tile's first. */
function termOf(direction: Direction, load: number): string {
  return direction === 'along' ? '(lane & 3) * 4' : `(lane >> 3u) + ${8 * load}`;
}
