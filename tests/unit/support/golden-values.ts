/** Values of golden files: how they become values of the dialect, and how the dialect's are held against them. */
import * as torch from '../../../src/torch/index.ts';
import { assertEqual, fail } from './assertions.ts';

/** A tensor of a golden file: its values row by row, where "inf", "-inf" and "nan" stand for what JSON lacks. */
export interface GoldenTensor {
  readonly tensor: readonly (number | boolean | string)[];
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int64' | 'bool';
  readonly requires_grad?: boolean;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Nested = number | boolean | readonly Nested[];

const numbersThatJsonLacks: Readonly<Record<string, number>> = { inf: Infinity, '-inf': -Infinity, nan: NaN };

/** `log_softmax` as the dialect names it; a path of a state dict such as `0.running_mean` word by word. */
export function camelCase(name: string): string {
  return name.replace(/(?<=[a-zA-Z0-9])_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isGoldenTensor(value: unknown): value is GoldenTensor {
  return isObject(value) && 'tensor' in value && 'shape' in value;
}

/** A leaf with the values of PyTorch's. */
export function decodeTensor(golden: GoldenTensor): torch.Tensor {
  const { shape, dtype } = golden;
  const flat = golden.tensor.map((value) => (typeof value === 'string' ? decodeNumber(value) : value));
  const tensor = flat.length === 0 ? torch.zeros([...shape], { dtype }) : torch.tensor(nest(flat, shape), { dtype });
  return golden.requires_grad ? tensor.requiresGrad_() : tensor;
}

/** A number that JSON lacks from its name, and every other string as it is. */
export function decodeScalar(value: Json): unknown {
  return typeof value === 'string' && value in numbersThatJsonLacks ? decodeNumber(value) : value;
}

function decodeNumber(name: string): number {
  return numbersThatJsonLacks[name] ?? NaN;
}

function nest(flat: readonly (number | boolean)[], shape: readonly number[]): Nested {
  const [size, ...rest] = shape;
  if (size === undefined) return flat[0] ?? NaN;
  const step = flat.length / size;
  return Array.from({ length: size }, (_, index) => nest(flat.slice(index * step, (index + 1) * step), rest));
}

/** What a value is at this moment, in the form of the golden files. Reads begin at once: the value may change after it. */
export async function describeValue(value: unknown): Promise<unknown> {
  if (value === undefined) return null;
  if (value instanceof torch.Tensor) return describeTensor(value);
  if (value instanceof Promise) return describeValue(await value);
  if (value instanceof Map) return describeEntries([...value]);
  if (Array.isArray(value)) return Promise.all(value.map(describeValue));
  if (isObject(value) && Object.getPrototypeOf(value) === Object.prototype)
    return describeEntries(Object.entries(value));
  return value;
}

async function describeEntries(entries: readonly (readonly [unknown, unknown])[]): Promise<unknown> {
  const described = entries.map(async ([key, entry]) => [camelCase(String(key)), await describeValue(entry)] as const);
  return Object.fromEntries(await Promise.all(described));
}

async function describeTensor(tensor: torch.Tensor): Promise<GoldenTensor> {
  const { shape, dtype } = tensor;
  const values = Array.from(await tensor.numpy());
  return { tensor: dtype === 'bool' ? values.map((value) => value !== 0) : values, shape: [...shape], dtype };
}

/**
 * Holds a described value against PyTorch's. A number of a tensor may differ by `tolerance` times the largest of them,
 * or times 1 where all are smaller; strings, booleans, shapes and types must be the same.
 */
export function expectValue(actual: unknown, golden: Json, tolerance: number, where: string): void {
  if (isGoldenTensor(golden)) expectTensor(actual, golden, tolerance, where);
  else if (Array.isArray(golden)) expectList(actual, golden, tolerance, where);
  else if (isDtype(golden)) assertEqual(actual, golden.dtype, where);
  else if (isObject(golden)) expectEntries(actual, golden, tolerance, where);
  else expectScalar(actual, decodeScalar(golden), tolerance, where);
}

function isDtype(golden: unknown): golden is { readonly dtype: string } {
  return isObject(golden) && Object.keys(golden).length === 1 && 'dtype' in golden;
}

function expectList(actual: unknown, golden: readonly Json[], tolerance: number, where: string): void {
  if (!Array.isArray(actual)) fail(`${where} is no list but ${JSON.stringify(actual)}`);
  assertEqual(actual.length, golden.length, `length of ${where}`);
  golden.forEach((entry, index) => expectValue(actual[index], entry, tolerance, `${where}[${index}]`));
}

function expectEntries(
  actual: unknown,
  golden: Readonly<Record<string, Json>>,
  tolerance: number,
  where: string,
): void {
  if (!isObject(actual)) fail(`${where} is no record but ${JSON.stringify(actual)}`);
  assertEqual(Object.keys(actual).sort(), Object.keys(golden).map(camelCase).sort(), `names of ${where}`);
  for (const [name, entry] of Object.entries(golden)) {
    expectValue(actual[camelCase(name)], entry, tolerance, `${where}.${name}`);
  }
}

function expectTensor(actual: unknown, golden: GoldenTensor, tolerance: number, where: string): void {
  if (!isGoldenTensor(actual)) fail(`${where} is no tensor but ${JSON.stringify(actual)}`);
  assertEqual(actual.shape, golden.shape, `shape of ${where}`);
  assertEqual(actual.dtype, golden.dtype, `dtype of ${where}`);
  const expected = golden.tensor.map(decodeScalar);
  const scale = expected.reduce<number>((largest, value) => Math.max(largest, magnitude(value)), 1);
  expected.forEach((value, index) => {
    expectScalar(actual.tensor[index], value, tolerance, `${where}[${index}]`, scale);
  });
}

function magnitude(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.abs(value) : 0;
}

/** Names of parameters, options and the like are camelCase in the dialect; longer texts are the same word by word. */
function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.]+$/.test(value);
}

function expectScalar(actual: unknown, expected: unknown, tolerance: number, where: string, scale = 1): void {
  if (typeof actual !== 'number' || typeof expected !== 'number' || !Number.isFinite(expected)) {
    assertEqual(actual, isName(expected) && actual !== expected ? camelCase(expected) : expected, where);
    return;
  }
  const allowed = tolerance * Math.max(scale, Math.abs(expected));
  if (!(Math.abs(actual - expected) <= allowed)) fail(`${where} is ${actual}, expected ${expected} ± ${allowed}`);
}
