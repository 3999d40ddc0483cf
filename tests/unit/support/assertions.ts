/** Assertions for what runs under vitest and in a page alike, where vitest's own cannot be. */

export function fail(message: string): never {
  throw new Error(message);
}

/** Holds a value equal to another, through lists and records; NaN is equal to NaN, and 0 is not -0. */
export function assertEqual(actual: unknown, expected: unknown, what: string): void {
  if (!isEqual(actual, expected)) fail(`${what} is ${describe(actual)}, expected ${describe(expected)}`);
}

function isEqual(actual: unknown, expected: unknown): boolean {
  if (!isContainer(actual) || !isContainer(expected)) return Object.is(actual, expected);
  const [names, others] = [Object.keys(actual), Object.keys(expected)];
  return (
    Array.isArray(actual) === Array.isArray(expected) &&
    names.length === others.length &&
    names.every((name) => Object.hasOwn(expected, name) && isEqual(memberOf(actual, name), memberOf(expected, name)))
  );
}

function memberOf(container: object, name: string): unknown {
  return Reflect.get(container, name);
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Numbers and undefined by their names: JSON lacks some of them. */
function describe(value: unknown): string {
  return isContainer(value) || typeof value === 'string' ? JSON.stringify(value) : String(value);
}
