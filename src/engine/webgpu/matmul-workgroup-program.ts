import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import type { MatmulEpilogue } from './matmul-epilogue.ts';
import type { MatmulOperand } from './matmul-operand.ts';
import { MatmulProduct, type MatmulSizes } from './matmul-product.ts';
import { range, unrolled } from './wgsl.ts';

/** Vectors of four numbers that a workgroup keeps of each side: 4 KiB. */
const TILE_VECTORS = 256;
/** Workgroups with tiles of 64 x 64 that fill a GPU; where there are fewer, tiles of 32 x 32 make more of them. */
const ENOUGH_WORKGROUPS = 64;
/** Positions of the inner axis after which a tile's next part begins, in both sizes of tiles. */
const CHUNK_STEP = 32;

/**
 * A product of matrices as tiles in workgroup memory: a [batch, rows, inner], b [batch, inner, columns] float32 ->
 * [parts, batch, rows, columns].
 *
 * Each invocation has 4 x 4 numbers of the result in registers, and all of a workgroup read the rows and columns that
 * they share once from the buffers, side by side.
 */
export class MatmulWorkgroupProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number];
  readonly variableNames: string[];
  readonly variableComponents: number[];
  readonly outputComponent: number;
  readonly uniforms: string;
  readonly product: MatmulProduct;
  shaderKey: string;
  /** Invocations of a workgroup along each side of its tile. */
  readonly #side: number;

  constructor(sizes: MatmulSizes, mostParts: number, epilogue: MatmulEpilogue) {
    const product = new MatmulProduct(sizes, mostParts, CHUNK_STEP, epilogue);
    this.product = product;
    this.#side = workgroupTiles(sizes, 64) >= ENOUGH_WORKGROUPS ? 16 : 8;
    this.workgroupSize = [this.#side * this.#side, 1, 1];
    this.outputShape = [product.size];
    this.variableNames = product.variableNames;
    this.variableComponents = product.variableComponents;
    this.outputComponent = product.outputComponent;
    this.uniforms = product.uniforms;
    this.dispatch = [workgroupTiles(sizes, 4 * this.#side) * product.parts, 1, 1];
    this.shaderKey = `duetMatmulWorkgroup_${this.#side}_${product.key}`;
  }

  getUserCode(): string {
    const { a, b } = this.product;
    const [side, tile, depth] = [this.#side, 4 * this.#side, TILE_VECTORS / this.#side];
    // One vector of padding a row: invocations that write one column of the tile write to different banks.
    const memory = depth * (side + 1);
    return `
      var<workgroup> aTile : array<vec4<f32>, ${memory}>;
      var<workgroup> bTile : array<vec4<f32>, ${memory}>;
      fn main(index : i32) {
        let local = index % ${side * side};
        let columnTiles = (uniforms.columns + ${tile - 1}) / ${tile};
        let rowTiles = (uniforms.rows + ${tile - 1}) / ${tile};
        let tile = index / ${side * side};
        let tileColumn = tile % columnTiles * ${tile};
        let tileRow = tile / columnTiles % rowTiles * ${tile};
        let shares = uniforms.batch * uniforms.parts;
        let share = min(tile / columnTiles / rowTiles, shares - 1);
        ${this.product.shareSnippet}
        let group = vec2<i32>(local / ${side}, local % ${side});
        ${unrolled(range(4), (row) => `var sum${row} = vec4<f32>(0.0);`)}
        // As many turns for every part, whatever is left of the sum: all must meet at the barriers.
        for (var turn = 0; turn < uniforms.chunk; turn += ${depth}) {
          ${this.#fill('a', a, 'tileRow')}
          ${this.#fill('b', b, 'tileColumn')}
          workgroupBarrier();
          for (var k = 0; k < ${depth}; k++) {
            let aVector = aTile[k * ${side + 1} + group.x];
            let bVector = bTile[k * ${side + 1} + group.y];
            ${unrolled(range(4), (row) => `sum${row} += aVector[${row}] * bVector;`)}
          }
          workgroupBarrier();
        }
        if (tile < columnTiles * rowTiles * shares) {
          let firstRow = tileRow + group.x * 4;
          let firstColumn = tileColumn + group.y * 4;
          ${unrolled(range(4), (row) => this.product.store(`firstRow + ${row}`, 1, () => `sum${row}`))}
        }
      }`;
  }

  /** Brings a tile of one side to workgroup memory, with zeros behind the end of the part. */
  #fill(name: string, operand: MatmulOperand, first: string): string {
    const [side, step] = [this.#side, operand.innerStep];
    const steps = TILE_VECTORS / side / step;
    const loads = TILE_VECTORS / step;
    // Invocations that follow one another read numbers that follow one another.
    const [group, position] = operand.innerIsLast
      ? [`load / ${steps}`, `load % ${steps}`]
      : [`load % ${side}`, `load / ${side}`];
    const store = (value: (k: number) => string) =>
      unrolled(range(step), (k) => `${name}Tile[(inTile + ${k}) * ${side + 1} + loadGroup] = ${value(k)};`);
    return `
      for (var load = local; load < ${loads}; load += ${side * side}) {
        let loadGroup = ${group};
        let inTile = ${position} * ${step};
        let k = begin + turn + inTile;
        if (k < end) {
          ${operand.places(0, `${first} + loadGroup * 4`)}
          ${operand.load(0, step)}
          ${store((position) => operand.value(0, position))}
        } else {
          ${store(() => 'vec4<f32>(0.0)')}
        }
      }`;
  }
}

/** Workgroups for a product whose sum is in one part, with square tiles of `side` rows. */
export function workgroupTiles({ batch, rows, columns }: MatmulSizes, side: number): number {
  return batch * Math.ceil(rows / side) * Math.ceil(columns / side);
}
