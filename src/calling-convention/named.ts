import { isKeywords } from './bind-arguments.ts';

/** Arguments called `Names`: the first ones by position, the others by name in one last object. */
export type NamedArguments<
  Values extends readonly unknown[],
  Names extends readonly string[],
> = Names extends readonly [string, ...infer Others extends readonly string[]]
  ? Values extends readonly [infer Value, ...infer Rest]
    ? readonly [value: Value, ...rest: NamedArguments<Rest, Others>] | readonly [keywords: Keywords<Values, Names>]
    : Values extends readonly [(infer Value)?, ...infer Rest]
      ? | readonly []
        | readonly [value: Value | undefined, ...rest: NamedArguments<Rest, Others>]
        | readonly [keywords: Keywords<Values, Names>]
      : readonly []
  : readonly [];

type Keywords<Values extends readonly unknown[], Names extends readonly string[]> = Names extends readonly [
  infer Name extends string,
  ...infer Others extends readonly string[],
]
  ? Values extends readonly [infer Value, ...infer Rest]
    ? Readonly<Record<Name, Value>> & Keywords<Rest, Others>
    : Values extends readonly [(infer Value)?, ...infer Rest]
      ? { readonly [Key in Name]?: Value } & Keywords<Rest, Others>
      : unknown
  : unknown;

/**
 * A function whose arguments after the first one may also be given by their names: `gather(x, 1, index)`,
 * `gather(x, 1, { index })` and `gather(x, { dim: 1, index })` are the same call.
 *
 * The function throws a TypeError for arguments that are missing, too many, unknown or given twice.
 *
 * @param name of the function in the framework, for its errors.
 * @param names of the arguments after the first one. Those that may be left out have a default in `compute`.
 */
export function named<const Names extends readonly string[], Input, Values extends readonly unknown[], Result>(
  name: string,
  names: Names,
  compute: (input: Input, ...values: Values) => Result,
): (input: Input, ...values: NamedArguments<Values, Names>) => Result {
  const required = names.slice(0, compute.length - 1);
  return (input, ...values) => {
    const inOrder = inOrderOf(name, names, values);
    requireAll(name, required, inOrder);
    return Reflect.apply(compute, undefined, [input, ...inOrder]) as Result;
  };
}

function inOrderOf(name: string, names: readonly string[], values: readonly unknown[]): readonly unknown[] {
  const last = values.at(-1);
  const positional = isKeywords(last) ? values.slice(0, -1) : values;
  if (positional.length > names.length) {
    throw new TypeError(`${name}() takes ${names.length + 1} arguments, got ${positional.length + 1}.`);
  }
  if (!isKeywords(last)) return values;
  for (const key of Object.keys(last)) {
    const place = names.indexOf(key);
    if (place < 0) {
      throw new TypeError(`${name}() got an unexpected keyword argument '${key}'. It takes ${names.join(', ')}.`);
    }
    if (place < positional.length) throw new TypeError(`${name}() got multiple values for argument '${key}'.`);
  }
  return names.map((key, place) => (place < positional.length ? positional[place] : last[key]));
}

function requireAll(name: string, names: readonly string[], values: readonly unknown[]): void {
  const missing = names.filter((_, place) => values[place] === undefined);
  if (missing.length === 0) return;
  const list = missing.map((each) => `"${each}"`).join(', ');
  throw new TypeError(`${name}() missing ${missing.length} required positional arguments: ${list}`);
}
