/** A layer or model, by the name that the paths of its weights contain. */
interface Named {
  readonly name: string;
}

/** Layers that are being built or called, the outermost first. */
const scopes: Named[] = [];

/** Runs `body` so that weights made in it are below `layer`. */
export function withinScope<T>(layer: Named, body: () => T): T {
  if (scopes.at(-1) === layer) return body();
  scopes.push(layer);
  try {
    return body();
  } finally {
    scopes.pop();
  }
}

/** The path of a weight that `layer` makes now: `sequential/dense/kernel`. */
export function weightPath(layer: Named, names: readonly string[]): string {
  return withinScope(layer, () => [...scopes.map(({ name }) => name), ...names].join('/'));
}
