import type { UniformValue } from './conv2d-geometry.ts';
import { epilogueKey, epilogueVariables, finish, type MatmulEpilogue } from './matmul-epilogue.ts';
import { MatmulOperand } from './matmul-operand.ts';
import { range, unrolled } from './wgsl.ts';

/** Sizes of `batch` products: a [rows, inner] times b [inner, columns]. */
export interface MatmulSizes {
  readonly batch: number;
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  /** Whether a lies in memory as [inner, rows]. */
  readonly transposeA: boolean;
  /** Whether b lies in memory as [columns, inner]. */
  readonly transposeB: boolean;
  /** Whether all products share one a, or one b. */
  readonly sharedA: boolean;
  readonly sharedB: boolean;
}

const UNIFORMS =
  'batch : i32, rows : i32, inner : i32, columns : i32, aStride : i32, bStride : i32, parts : i32, chunk : i32, ';

/**
 * What the programs of a matrix product share: their operands, their uniforms, and where the result goes.
 *
 * The sum over the inner axis is cut into `parts`, each of them the sum over `chunk` positions, so that a small product
 * of long sums gives enough work to do at once. Each part has a product of its own in the result, [parts, batch, rows,
 * columns], to be added up in a fixed order.
 */
export class MatmulProduct {
  readonly a: MatmulOperand;
  readonly b: MatmulOperand;
  readonly sizes: MatmulSizes;
  readonly parts: number;
  /** Numbers in the result. */
  readonly size: number;
  readonly outputComponent: 1 | 4;
  readonly #chunk: number;
  readonly #epilogue: MatmulEpilogue;

  /**
   * @param parts most parts of the sum; one only where there is an epilogue.
   * @param chunkStep what the length of a part is a multiple of, itself a multiple of 4.
   */
  constructor(sizes: MatmulSizes, parts: number, chunkStep: number, epilogue: MatmulEpilogue) {
    const { batch, rows, columns, inner } = sizes;
    this.sizes = sizes;
    this.a = new MatmulOperand('a', 'rows', rows, inner, !sizes.transposeA);
    this.b = new MatmulOperand('b', 'columns', columns, inner, sizes.transposeB);
    this.#chunk = Math.ceil(inner / parts / chunkStep) * chunkStep;
    this.parts = Math.ceil(inner / this.#chunk);
    this.size = this.parts * batch * rows * columns;
    this.outputComponent = columns % 4 === 0 ? 4 : 1;
    this.#epilogue = epilogue;
  }

  readonly uniforms = UNIFORMS;

  get uniformValues(): UniformValue[] {
    const { batch, rows, inner, columns, sharedA, sharedB } = this.sizes;
    const strides = [sharedA ? 0 : rows * inner, sharedB ? 0 : inner * columns];
    const values = [batch, rows, inner, columns, ...strides, this.parts, this.#chunk];
    return values.map((value) => ({ type: 'int32', data: [value] }));
  }

  get variableNames(): string[] {
    return ['a', 'b', ...epilogueVariables(this.#epilogue)];
  }

  get variableComponents(): number[] {
    const ofEpilogue = epilogueVariables(this.#epilogue).map(() => this.outputComponent);
    return [this.a.components, this.b.components, ...ofEpilogue];
  }

  get key(): string {
    return `${this.a.key}_${this.b.key}_${this.outputComponent}_${epilogueKey(this.#epilogue)}`;
  }

  /** WGSL that cuts number `share` of all products and parts into `begin` and `end` of the sum and the operands' places. */
  get shareSnippet(): string {
    return `
      let begin = share / uniforms.batch * uniforms.chunk;
      let end = min(begin + uniforms.chunk, uniforms.inner);
      let aOffset = share % uniforms.batch * uniforms.aStride / ${this.a.components};
      let bOffset = share % uniforms.batch * uniforms.bStride / ${this.b.components};`;
  }

  /** WGSL that writes `groups` vectors of four columns, of one row, from column `firstColumn` of `share` on. */
  store(row: string, groups: number, sum: (group: number) => string): string {
    const write = (condition: string, column: string, value: string) => `
      if (${condition}) {
        var value = ${value};
        ${finish(this.#epilogue, this.outputComponent === 4 ? 'vec4<f32>' : 'f32', column, `start + ${column}`)}
      }`;
    const writes = range(groups).map((group) =>
      this.outputComponent === 4
        ? write(`firstColumn + ${4 * group} < uniforms.columns`, `(firstColumn / 4 + ${group})`, sum(group))
        : unrolled(range(4), (i) => {
            const column = `firstColumn + ${4 * group + i}`;
            return write(`${column} < uniforms.columns`, column, `${sum(group)}[${i}]`);
          }),
    );
    return `
      if (${row} < uniforms.rows) {
        let start = (share * uniforms.rows + ${row}) * (uniforms.columns / ${this.outputComponent});
        ${writes.join('\n')}
      }`;
  }
}
