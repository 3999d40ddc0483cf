import { AttributeError, KeyError } from '../errors.ts';

/** @throws {KeyError} when a member cannot have this name, or another one has it: `value` is what is there. */
export function requireFreeName(name: string, value: unknown, isReplaceable: (value: object) => boolean): void {
  if (name === '') throw new KeyError(`name can't be empty string ""`, 'Give it one.');
  if (name.includes('.')) throw new KeyError(`name can't contain ".", got: ${name}. Register it in the submodule.`);
  if (value === undefined || value === null || (typeof value === 'object' && isReplaceable(value))) return;
  throw new KeyError(`attribute '${name}' already exists`, 'Choose another name.');
}

/** The name of the field that holds a buffer: `runningMean` for `running_mean`. */
export function fieldOf(bufferName: string): string {
  return bufferName.replace(/(?<=[a-zA-Z0-9])_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The member called `name`. @throws {AttributeError} when there is none. */
export function memberNamed(members: Iterable<readonly [string, unknown]>, name: string, owner: string): unknown {
  for (const [member, value] of members) if (member === name) return value;
  throw new AttributeError(`${owner} has no attribute \`${name}\`: see namedModules() and namedParameters().`);
}

/** The module's path and the member's name in a path such as `features.0.weight`. */
export function splitPath(path: string): readonly [module: string, member: string] {
  const end = path.lastIndexOf('.');
  return [path.slice(0, Math.max(end, 0)), path.slice(end + 1)];
}

/** What Python calls the type of a value. */
export function typeOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? value.constructor.name : typeof value;
}

/** @throws {TypeError} when `value` is neither null nor of the class that its place needs. */
export function requireKind(
  value: object | null,
  kind: abstract new (...values: never[]) => object,
  place: string,
): void {
  if (value === null || value instanceof kind) return;
  throw new TypeError(`cannot assign '${typeOf(value)}' object to ${place}`);
}
