import type { ParameterValues } from '../../schedules/parameter.ts';
import { readScalar, type ScalarExpression } from '../../schedules/scalar-expression.ts';

/** Values of checked parameters by their types. */
export class ParameterReader {
  readonly #values: ParameterValues;

  constructor(values: ParameterValues) {
    this.#values = values;
  }

  number(name: string): number {
    return Number(this.#values[name]);
  }

  numbers(name: string): readonly number[] {
    const value = this.#values[name];
    return typeof value === 'object' ? value : [];
  }

  flag(name: string): boolean {
    return this.#values[name] === true;
  }

  text(name: string): string {
    return String(this.#values[name]);
  }

  expression(name: string, names: readonly string[]): ScalarExpression {
    return readScalar(this.text(name), names);
  }
}
