import { range, unrolled } from './wgsl.ts';

/**
 * One side of a matrix product in WGSL: numbers of four neighbours along its outer axis (rows of the left matrix, columns
 * of the right one) as a `vec4<f32>` for each position of the inner axis, however the matrix lies in memory.
 *
 * The code around it declares `<name>Offset`, where the matrix begins, in elements of the buffer.
 */
export class MatmulOperand {
  /** Components of one element of the buffer: 4 where the axis that is last in memory can be cut into fours. */
  readonly components: 1 | 4;
  /** Positions of the inner axis that one load brings at best: 4 where it is last in memory and cut into fours. */
  readonly innerStep: 1 | 4;
  /** Whether the inner axis is the last one in memory. */
  readonly innerIsLast: boolean;
  readonly #name: string;
  readonly #outer: string;

  /**
   * @param name of the buffer in the shader.
   * @param outer name of the uniform that counts the outer axis, whose size is `outerSize`.
   */
  constructor(name: string, outer: string, outerSize: number, innerSize: number, innerIsLast: boolean) {
    this.#name = name;
    this.#outer = `uniforms.${outer}`;
    this.innerIsLast = innerIsLast;
    this.components = (innerIsLast ? innerSize : outerSize) % 4 === 0 ? 4 : 1;
    this.innerStep = innerIsLast && this.components === 4 ? 4 : 1;
  }

  /** What tells the shader's code apart. */
  get key(): string {
    return `${this.innerIsLast}_${this.components}`;
  }

  /** WGSL that finds four neighbours from `first` on, a multiple of 4. What is beyond the end repeats the last one. */
  places(group: number, first: string): string {
    const place = `${this.#name}Place${group}`;
    if (!this.innerIsLast && this.components === 4) {
      return `let ${place} = ${this.#name}Offset + min(${first}, ${this.#outer} - 4) / 4;`;
    }
    const stride = this.innerIsLast ? ` * (uniforms.inner / ${this.components})` : '';
    return unrolled(
      range(4),
      (i) => `let ${place}_${i} = ${this.#name}Offset + min(${first} + ${i}, ${this.#outer} - 1)${stride};`,
    );
  }

  /** WGSL that declares {@link value} for `steps` positions of the inner axis from `k` on. */
  load(group: number, steps: number): string {
    const name = this.#name;
    if (this.innerStep === 4 && steps === 4) {
      return `
        ${unrolled(range(4), (i) => `let ${name}Run${group}_${i} = ${name}[${name}Place${group}_${i} + k / 4];`)}
        ${unrolled(range(4), (step) => this.#declaration(group, step, (i) => `${name}Run${group}_${i}[${step}]`))}`;
    }
    return unrolled(range(steps), (step) => {
      const element = (i: number) => `${name}[${name}Place${group}_${i} + ${this.#distance(step)}]`;
      return this.components === 4
        ? `let ${this.value(group, step)} = ${name}[${name}Place${group} + ${this.#distance(step)}];`
        : this.#declaration(group, step, element);
    });
  }

  /** The four neighbours at position k + `step`. */
  value(group: number, step: number): string {
    return `${this.#name}${group}_${step}`;
  }

  #declaration(group: number, step: number, element: (index: number) => string): string {
    return `let ${this.value(group, step)} = vec4<f32>(${range(4).map(element).join(', ')});`;
  }

  #distance(step: number): string {
    return this.innerIsLast ? `k + ${step}` : `(k + ${step}) * (${this.#outer} / ${this.components})`;
  }
}
