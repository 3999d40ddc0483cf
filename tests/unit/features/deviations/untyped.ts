/** A call that TypeScript refuses. */
export function untyped(compute: (...values: never[]) => unknown, ...values: unknown[]): () => unknown {
  return () => Reflect.apply(compute, undefined, values) as unknown;
}

/** The same with `new`. */
export function untypedNew(made: new (...values: never[]) => unknown, ...values: unknown[]): () => unknown {
  return () => Reflect.construct(made, values) as unknown;
}
