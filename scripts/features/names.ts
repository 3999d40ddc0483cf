/** The public names of a dialect, by namespace: found by looking at it, not typed. */

/** A namespace as its framework writes it, such as `torch.optim.lr_scheduler`, and the names that the dialect has of it. */
export interface Namespace {
  readonly name: string;
  readonly names: readonly string[];
}

/** Classes whose members are listed as well, by the namespace that exports them. */
export type ClassesOf = Readonly<Record<string, readonly string[]>>;

/**
 * Lists what `dialect` exports, namespace by namespace. A class of `classesOf` counts as a namespace of its members.
 *
 * @param name of the dialect's root, such as `torch`.
 */
export function namesOf(dialect: object, name: string, classesOf: ClassesOf = {}): Namespace[] {
  const entries = Object.entries(dialect);
  const names = entries.filter(([, value]) => !isNamespace(value)).map(([key]) => key);
  const inner = entries.flatMap(([key, value]) =>
    isNamespace(value) ? namesOf(value, `${name}.${inSnakeCase(key)}`, classesOf) : [],
  );
  const classes = entries.flatMap(([key, value]) =>
    classesOf[name]?.includes(key) && isClass(value) ? [{ name: `${name}.${key}`, names: membersOf(value) }] : [],
  );
  return [{ name, names: sorted(names) }, ...classes, ...inner].filter((namespace) => namespace.names.length > 0);
}

/** A name without what TypeScript and Python write differently: `maxPool2d` and `max_pool2d` are the same. */
export function comparable(name: string): string {
  return name.replaceAll(/_(?=.)/g, '').toLowerCase();
}

/** Python's `max_pool2d` as TypeScript writes it; classes and constants stay as they are. */
export function inCamelCase(name: string): string {
  return name.replaceAll(/(?<=.)_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

export function sorted(names: readonly string[]): string[] {
  return [...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}

function isNamespace(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Module]';
}

function isClass(value: unknown): value is { readonly prototype: unknown } {
  return typeof value === 'function' && 'prototype' in value;
}

function membersOf(constructor: { readonly prototype: unknown }): string[] {
  const members = new Set<string>();
  for (let level: unknown = constructor.prototype; isObject(level) && level !== Object.prototype;) {
    for (const key of Object.getOwnPropertyNames(level)) if (key !== 'constructor') members.add(key);
    level = Object.getPrototypeOf(level);
  }
  return sorted([...members]);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function inSnakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
