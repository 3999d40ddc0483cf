import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import type { MatmulEpilogue } from './matmul-epilogue.ts';
import { MatmulProduct, type MatmulSizes } from './matmul-product.ts';
import { range, unrolled } from './wgsl.ts';

/** Groups of four rows, and of four columns, that one invocation computes at most. */
const MAX_ROW_GROUPS = 2;
const MAX_COLUMN_GROUPS = 4;

/**
 * A product of matrices as register tiles, without workgroup memory and barriers: a [batch, rows, inner], b [batch,
 * inner, columns] float32 -> [parts, batch, rows, columns].
 *
 * A software adapter runs the invocations of a workgroup as one loop of vectors and pays dearly for every barrier.
 */
export class MatmulRegisterProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number] = [16, 1, 1];
  readonly variableNames: string[];
  readonly variableComponents: number[];
  readonly outputComponent: number;
  readonly uniforms: string;
  readonly product: MatmulProduct;
  shaderKey: string;
  readonly #rowGroups: number;
  readonly #columnGroups: number;

  constructor(sizes: MatmulSizes, mostParts: number, epilogue: MatmulEpilogue) {
    const product = new MatmulProduct(sizes, mostParts, 4, epilogue);
    this.product = product;
    this.#rowGroups = Math.min(MAX_ROW_GROUPS, Math.ceil(sizes.rows / 4));
    this.#columnGroups = Math.min(MAX_COLUMN_GROUPS, Math.ceil(sizes.columns / 4));
    this.outputShape = [product.size];
    this.variableNames = product.variableNames;
    this.variableComponents = product.variableComponents;
    this.outputComponent = product.outputComponent;
    this.uniforms = product.uniforms;
    const invocations = registerTiles(sizes) * product.parts;
    this.dispatch = [Math.ceil(invocations / this.workgroupSize[0]), 1, 1];
    this.shaderKey = `duetMatmulRegister_${this.#rowGroups}_${this.#columnGroups}_${product.key}`;
  }

  getUserCode(): string {
    const { a, b } = this.product;
    const rowGroups = range(this.#rowGroups);
    const columnGroups = range(this.#columnGroups);
    const rows = range(4 * this.#rowGroups);
    const step = Math.max(a.innerStep, b.innerStep);
    const multiply = (k: number, row: number, group: number) =>
      `sum${row}_${group} += ${a.value(Math.floor(row / 4), k)}[${row % 4}] * ${b.value(group, k)};`;
    return `
      fn main(index : i32) {
        let columnTiles = (uniforms.columns + ${4 * this.#columnGroups - 1}) / ${4 * this.#columnGroups};
        let rowTiles = (uniforms.rows + ${4 * this.#rowGroups - 1}) / ${4 * this.#rowGroups};
        let firstColumn = index % columnTiles * ${4 * this.#columnGroups};
        let firstRow = index / columnTiles % rowTiles * ${4 * this.#rowGroups};
        let share = index / columnTiles / rowTiles;
        if (share >= uniforms.batch * uniforms.parts) { return; }
        ${this.product.shareSnippet}
        ${unrolled(rowGroups, (group) => a.places(group, `firstRow + ${4 * group}`))}
        ${unrolled(columnGroups, (group) => b.places(group, `firstColumn + ${4 * group}`))}
        ${unrolled(rows, (row) => unrolled(columnGroups, (group) => `var sum${row}_${group} = vec4<f32>(0.0);`))}
        for (var k = begin; k < end; k += ${step}) {
          ${unrolled(rowGroups, (group) => a.load(group, step))}
          ${unrolled(columnGroups, (group) => b.load(group, step))}
          ${unrolled(range(step), (k) =>
            unrolled(rows, (row) => unrolled(columnGroups, (group) => multiply(k, row, group))),
          )}
        }
        ${unrolled(rows, (row) => this.product.store(`firstRow + ${row}`, this.#columnGroups, (group) => `sum${row}_${group}`))}
      }`;
  }
}

/** How many invocations compute a product whose sum is in one part. */
export function registerTiles({ batch, rows, columns }: MatmulSizes): number {
  const rowGroups = Math.ceil(rows / 4);
  const columnGroups = Math.ceil(columns / 4);
  const tiles = (groups: number, most: number) => Math.ceil(groups / Math.min(most, groups));
  return batch * tiles(rowGroups, MAX_ROW_GROUPS) * tiles(columnGroups, MAX_COLUMN_GROUPS);
}
