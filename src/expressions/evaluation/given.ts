import type { OperationName } from '../catalogue/catalogue.ts';
import type { DataType } from '../data-types.ts';
import { ExpressionError } from '../expression-error.ts';
import type { Span } from '../syntax.ts';
import type { Dialect } from './dialect.ts';
import { isList, NumpyArray, numberOf, PythonFloat, TypeValue, typeNameOf, type Value } from './value.ts';

/** More cells than anybody looks at, and few enough that a product of two tensors fits every device. */
export const MOST_ELEMENTS = 2_000;

/** Where a call stands, for errors. */
export interface CallPlace {
  readonly operation: OperationName;
  readonly source: string;
  readonly span: Span;
}

/** The arguments of a call, each read as what its operation takes. */
export class Given<Tensor extends object> {
  readonly #dialect: Dialect<Tensor>;
  readonly #place: CallPlace;
  readonly values: ReadonlyMap<string, Value<Tensor>>;
  /** Reads a tensor's values now; the program starts anew where the device has to be waited for. */
  readonly read: (tensor: Tensor) => ArrayLike<number>;

  constructor(
    dialect: Dialect<Tensor>,
    place: CallPlace,
    values: ReadonlyMap<string, Value<Tensor>>,
    read: (tensor: Tensor) => ArrayLike<number>,
  ) {
    this.#dialect = dialect;
    this.#place = place;
    this.values = values;
    this.read = read;
  }

  has(name: string): boolean {
    return this.values.has(name) && this.values.get(name) !== null;
  }

  value(name: string): Value<Tensor> {
    return this.values.get(name) ?? null;
  }

  tensor(name: string): Tensor {
    const value = this.value(name);
    if (this.#dialect.isTensor(value)) return value;
    if (value instanceof NumpyArray) {
      throw this.refuse(`${this.#place.operation} got a NumPy array.`, 'Make a tensor of it: from_numpy(a).');
    }
    return this.#dialect.toTensor(value, this.#place.operation, [...this.values.keys()].indexOf(name) + 1);
  }

  tensors(name: string): readonly Tensor[] {
    const value = this.value(name);
    if (isList(value)) {
      return value.map((item, place) =>
        this.#dialect.isTensor(item) ? item : this.#dialect.toTensor(item, this.#place.operation, place + 1),
      );
    }
    return this.#dialect.isTensor(value) ? [value] : [this.#dialect.toTensor(value, this.#place.operation, 1)];
  }

  /** A tensor, or a number that takes part as one. */
  operand(name: string): Tensor | PythonFloat | number | boolean {
    const value = this.value(name);
    if (value instanceof PythonFloat || typeof value === 'number' || typeof value === 'boolean') return value;
    return this.tensor(name);
  }

  array(name: string): NumpyArray {
    const value = this.value(name);
    if (value instanceof NumpyArray) return value;
    throw this.refuse(`“${name}” has to be a NumPy array.`, 'Make one: numpy(x), or array([1., 2.]).');
  }

  number(name: string): number {
    const value = numberOf(this.value(name));
    if (value !== null) return value;
    throw this.refuse(`“${name}” has to be a number, not ${typeNameOf(this.value(name))}.`, 'Write a number.');
  }

  integer(name: string): number {
    const value = this.number(name);
    if (Number.isInteger(value) && !(this.value(name) instanceof PythonFloat)) return value;
    throw this.refuse(`“${name}” has to be a whole number.`, 'Write it without a point.');
  }

  isFloat(name: string): boolean {
    return this.value(name) instanceof PythonFloat;
  }

  boolean(name: string): boolean {
    const value = this.value(name);
    if (value === null) return false;
    if (typeof value === 'boolean') return value;
    throw this.refuse(`“${name}” has to be True or False.`, 'Write True or False.');
  }

  text(name: string): string {
    const value = this.value(name);
    if (typeof value === 'string') return value;
    throw this.refuse(`“${name}” has to be a string.`, "Write it in quotes, such as 'ij,jk->ik'.");
  }

  type(name: string): DataType | null {
    const value = this.value(name);
    if (value === null) return null;
    if (value instanceof TypeValue) return value.name;
    throw this.refuse(`“${name}” has to be a type.`, 'Write float32, int64 or bool.');
  }

  /** One whole number or several. */
  integers(name: string): readonly number[] {
    const value = this.value(name);
    const items = isList(value) ? value : [value];
    return items.map((item) => {
      if (typeof item === 'number') return item;
      throw this.refuse(`“${name}” has to be whole numbers, not ${typeNameOf(item)}.`, 'Write a list, such as [2, 3].');
    });
  }

  /** A shape of as many elements as can be shown. */
  shape(name: string): readonly number[] {
    const shape = this.integers(name);
    this.requireFew(shape.reduce((product, size) => product * Math.max(size, 0), 1));
    return shape;
  }

  /** @throws {ExpressionError} for more elements than can be shown. */
  requireFew(count: number): void {
    if (!(count > MOST_ELEMENTS)) return;
    throw this.refuse(
      `The result would have ${count} elements; at most ${MOST_ELEMENTS} are shown.`,
      'Make it smaller.',
    );
  }

  /** Axes as they were given, or null for all. */
  axes(name: string): readonly number[] | null {
    return this.has(name) ? this.integers(name) : null;
  }

  refuse(message: string, fix: string): ExpressionError {
    return new ExpressionError(message, fix, this.#place.span, this.#place.source);
  }
}
