import { RuntimeError } from '../errors.ts';
import { elementCount, formatShape, type Shape } from '../shape.ts';

/** Sizes as PyTorch takes them: `view(2, 3)`, `view([2, 3])` or, by their name, `view({ size: [2, 3] })`. */
export type Sizes<Name extends string> =
  readonly number[] | readonly [Shape] | readonly [Readonly<Record<Name, Shape | number>>];

/** The sizes of a call in one list. @throws {TypeError} for another name. */
export function listSizes<Name extends string>(name: Name, sizes: Sizes<Name>): readonly number[] {
  if (sizes.length === 0) throw new TypeError(`missing 1 required positional arguments: "${name}"`);
  return sizes.flatMap((size) => {
    if (typeof size === 'number' || isList(size)) return size;
    const [[given, value] = ['', []]] = Object.entries<Shape | number>(size);
    if (given === name) return value;
    throw new TypeError(`expected sizes or { ${name}: [...] }, got an argument '${given}'.`);
  });
}

function isList(value: object): value is Shape {
  return Array.isArray(value);
}

/**
 * A shape for `count` elements; one size may be -1 and is inferred.
 *
 * @throws {RuntimeError} when the sizes do not fit the number of elements.
 */
export function inferShape(sizes: Shape, count: number): number[] {
  const unknown = sizes.filter((size) => size === -1).length;
  if (unknown > 1) throw new RuntimeError('only one dimension can be inferred: write the other sizes as numbers.');
  const negative = sizes.find((size) => size < -1);
  if (negative !== undefined) throw new RuntimeError(`invalid shape dimension ${negative}. Only -1 is inferred.`);
  const known = elementCount(sizes.filter((size) => size !== -1));
  const fits = unknown === 1 ? known > 0 && count % known === 0 : known === count;
  if (unknown === 1 && known === 0 && count === 0) {
    throw new RuntimeError(
      `cannot reshape tensor of 0 elements into shape ${formatShape(sizes)} because the unspecified dimension size -1 ` +
        'can be any value and is ambiguous',
    );
  }
  if (!fits) {
    throw new RuntimeError(
      `shape '${formatShape(sizes)}' is invalid for input of size ${count}`,
      `The sizes have to multiply to ${count}.`,
    );
  }
  return sizes.map((size) => (size === -1 ? count / known : size));
}
