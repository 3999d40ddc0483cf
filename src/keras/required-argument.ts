/**
 * An argument without a default.
 *
 * @throws {TypeError} when it was not passed.
 */
export function requiredArgument<T>(value: T | undefined, name: string, of: string): T {
  if (value === undefined) throw new TypeError(`${of}: missing the argument '${name}'.`);
  return value;
}
