/**
 * Any first part of the arguments by position, then the others by name in one last object, which has to be there while
 * some that have no default are left.
 */
export type Arguments<Parameters, Names extends readonly PropertyKey[]> = Names extends readonly [
  infer Name extends keyof Parameters,
  ...infer Rest extends readonly PropertyKey[],
]
  ? LastArgument<Parameters> | readonly [value: Parameters[Name], ...rest: Arguments<Omit<Parameters, Name>, Rest>]
  : LastArgument<Parameters>;

type LastArgument<Parameters> =
  Partial<Parameters> extends Parameters ? readonly [keywords?: Parameters] : readonly [keywords: Parameters];

/**
 * Python's way to pass arguments, as both dialects use it: `conv2d(x, w, b, 2)` and `conv2d(x, w, b, { stride: 2 })`
 * give the same `Parameters`.
 *
 * @param names of the parameters in the order of their positions; those left out can only be passed by name.
 * @throws {TypeError} when there are more values than names, or one is given by position and by name.
 */
export function bindArguments<Parameters extends object>(
  names: readonly (keyof Parameters & string)[],
  values: readonly unknown[],
): Partial<Parameters> {
  const last = values.at(-1);
  const keywords = isKeywords(last) ? withoutAliases(names, last) : {};
  const positional = isKeywords(last) ? values.slice(0, -1) : values;
  if (positional.length > names.length) {
    throw new TypeError(`expected at most ${names.length} arguments (${names.join(', ')}), got ${positional.length}.`);
  }
  const byPosition = Object.fromEntries(
    names.slice(0, positional.length).map((name, index) => [name, positional[index]]),
  );
  for (const name of Object.keys(keywords)) {
    if (name in byPosition) throw new TypeError(`got two values for the argument '${name}': pass it once.`);
  }
  return definedOnly({ ...byPosition, ...keywords }) as Partial<Parameters>;
}

/**
 * `bindArguments` where the first `required` parameters have no default.
 *
 * @throws {TypeError} when one of these is not given, too.
 */
export function bindRequired<Parameters extends object>(
  names: readonly (keyof Parameters & string)[],
  required: number,
  values: readonly unknown[],
): Parameters {
  const given = bindArguments<Parameters>(names, values);
  const missing = names.slice(0, required).filter((name) => !(name in given));
  if (missing.length === 0) return given as Parameters;
  const list = missing.map((name) => `'${name}'`).join(', ');
  throw new TypeError(
    `missing ${missing.length} required positional argument${missing.length > 1 ? 's' : ''}: ${list}`,
  );
}

/** NumPy's names, by which PyTorch takes these arguments, too. */
const NUMPY_NAMES: ReadonlyMap<string, string> = new Map([
  ['axis', 'dim'],
  ['keepdims', 'keepdim'],
]);

function withoutAliases(
  names: readonly string[],
  keywords: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const knownName = (given: string) => {
    const name = NUMPY_NAMES.get(given);
    return name !== undefined && names.includes(name) ? name : given;
  };
  return Object.fromEntries(Object.entries(keywords).map(([given, value]) => [knownName(given), value]));
}

/** A literal object: tensors and modules are arguments, not keywords. */
export function isKeywords(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Without the arguments that were passed as undefined, so that defaults apply to them. */
function definedOnly(parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
}
