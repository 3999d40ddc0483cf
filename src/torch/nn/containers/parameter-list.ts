import { IndexError } from '../../errors.ts';
import type { Tensor } from '../../tensor.ts';
import { Module } from '../module.ts';
import { Parameter } from '../parameter.ts';

/**
 * Parameters in a list, as torch.nn.ParameterList. A tensor that is none becomes one.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.ParameterList.html
 */
export class ParameterList extends Module {
  [index: number]: Parameter;
  readonly #parameters: Parameter[] = [];

  constructor(values: Iterable<Tensor> = []) {
    super();
    this.extend(values);
  }

  /** Number of parameters. */
  get length(): number {
    return this.#parameters.length;
  }

  [Symbol.iterator](): IterableIterator<Parameter> {
    return this.#parameters.values();
  }

  /** The parameter at a place, which may count from the end. @throws {IndexError} when there is none. */
  at(index: number): Parameter {
    const parameter = this.#parameters.at(index);
    if (!parameter) throw new IndexError(`index ${index} is out of range: there are ${this.length} parameters.`);
    return parameter;
  }

  /** Adds a parameter at the end. */
  append(value: Tensor): this {
    const place = this.length;
    this.#parameters.push(asParameter(value));
    Object.defineProperty(this, place, {
      get: () => this.#parameters[place],
      set: (replacement: Tensor) => {
        this.#parameters[place] = asParameter(replacement);
      },
      enumerable: false,
      configurable: true,
    });
    return this;
  }

  /** Adds parameters at the end. */
  extend(values: Iterable<Tensor>): this {
    for (const value of values) this.append(value);
    return this;
  }

  override extraRepr(): string {
    const lines = this.#parameters.map(
      ({ dtype, shape }, index) => `  (${index}): Parameter containing: [torch.${dtype} of size ${shape.join('x')}]`,
    );
    return lines.join('\n');
  }

  protected override *members(): Generator<readonly [string, unknown]> {
    yield* super.members();
    for (const [index, parameter] of this.#parameters.entries()) yield [String(index), parameter];
  }
}

function asParameter(value: Tensor): Parameter {
  return value instanceof Parameter ? value : new Parameter(value);
}
