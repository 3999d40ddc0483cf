/** A call that TypeScript refuses. */
export function untyped(compute: (...values: never[]) => unknown, ...values: unknown[]): () => unknown {
  return () => Reflect.apply(compute, undefined, values) as unknown;
}
