/** A copy of an object that lacks some of its properties. */
export function without<T extends object, Name extends keyof T & string>(
  value: T,
  names: readonly Name[],
): Omit<T, Name> {
  const removed: readonly string[] = names;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !removed.includes(name))) as Omit<T, Name>;
}
