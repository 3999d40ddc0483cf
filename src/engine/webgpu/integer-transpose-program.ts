import { FlatProgram } from './flat-program.ts';
import { range } from './wgsl.ts';

/** Components of a position, as tfjs's shaders name them. */
const COMPONENTS = 'xyzwuv';

/**
 * Axes of integers or booleans in another order: x of two to six axes -> axis i is axis `permutation[i]` of x.
 *
 * The stock shader for three axes and more does not compile for integers, and the one for matrices rounds them to
 * float32.
 */
export class IntegerTransposeProgram extends FlatProgram {
  readonly variableNames = ['x'];
  shaderKey: string;
  readonly #permutation: readonly number[];

  constructor(shape: readonly number[], permutation: readonly number[]) {
    super(permutation.map((axis) => shape[axis] ?? 1));
    this.#permutation = permutation;
    this.shaderKey = `duetIntegerTranspose_${permutation.join('_')}`;
  }

  protected override body(): string {
    const rank = this.#permutation.length;
    const position = range(rank).map((axis) => `to.${COMPONENTS.charAt(this.#permutation.indexOf(axis))}`);
    const type = rank > 4 ? `vec${rank}` : `vec${rank}<i32>`;
    return `
          let to = getCoordsFromIndex(index);
          result[index] = x[getIndexFromCoords${rank}D(${type}(${position.join(', ')}), uniforms.xShape)];`;
  }
}
