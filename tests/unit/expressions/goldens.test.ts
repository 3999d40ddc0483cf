/** Holds both dialects' results of programs against what PyTorch and TensorFlow really give. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { EvaluatedValue, Evaluation } from '../../../src/expressions/evaluation-result.ts';
import { evaluateSource } from '../../../src/expressions/evaluation/evaluate-source.ts';
import { parse } from '../../../src/expressions/parse.ts';
import { printProgram } from '../../../src/expressions/print-program.ts';
import { readCases, type GoldenCase } from '../support/golden-cases.ts';
import { startWasm } from '../support/wasm.ts';
import { programs } from './programs.ts';

beforeAll(startWasm);

/** What a golden has of a value; a number that JSON lacks is text there. */
type Golden =
  | {
      readonly tensor: readonly (number | boolean | string)[];
      readonly shape: readonly number[];
      readonly dtype: string;
    }
  | { readonly array: Golden }
  | readonly Golden[]
  | number
  | boolean
  | string;

interface ExpressionCase extends GoldenCase {
  readonly output?: Golden;
  readonly error?: { readonly class: string; readonly message: string };
}

test('the judges run the code that the language prints', async () => {
  const printed = programs.map(({ name, source }) => {
    const program = parse(source);
    return { name, torch: printProgram(program, 'torch'), tensorflow: printProgram(program, 'tensorflow') };
  });
  const lines = printed.map((program) => JSON.stringify(program)).join(',\n');
  await expect(`[\n${lines}\n]\n`).toMatchFileSnapshot('../../judges/expression_programs.json');
});

describe.each([
  ['torch', 'torch'],
  ['keras', 'keras'],
] as const)('%s', (dialect, folder) => {
  const cases = new Map(readCases(folder, 'expressions').map((golden) => [golden.name, golden as ExpressionCase]));

  test.each(programs.map(({ name, source }) => [name, source] as const))('%s', async (name, source) => {
    const golden = cases.get(name);
    expect(golden, 'npm run judge -- --write makes it').toBeDefined();
    expectAs(golden ?? { name, tolerance: 0 }, await evaluateSource(source, dialect));
  });
});

function expectAs({ output, error, tolerance = 0 }: ExpressionCase, { statements, error: raised }: Evaluation): void {
  if (error) {
    if (raised?.kind === 'program') return;
    expect(raised, `${error.class}: ${error.message}`).not.toBeNull();
    expect(raised?.errorClass).toBe(error.class);
    expectMessage(raised?.message ?? '', error.message);
    return;
  }
  expect(raised).toBeNull();
  expectValue(statements.at(-1)?.value, output ?? '', tolerance);
}

/** A dialect’s message begins as the framework’s, or is that and a way on. */
function expectMessage(message: string, real: string): void {
  const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
  const [ours, theirs] = [plain(message), plain(real)];
  expect(theirs.startsWith(ours) || ours.startsWith(theirs.replace(/\.$/, '')), `${ours}\n${theirs}`).toBe(true);
}

function expectValue(value: EvaluatedValue | undefined, golden: Golden, tolerance: number): void {
  if (Array.isArray(golden)) {
    if (value?.kind === 'text') expect(value.text).toBe(`[${golden.join(', ')}]`);
    else expect(value?.kind).toBe('list');
    if (value?.kind === 'list')
      golden.forEach((part: Golden, place) => expectValue(value.items[place], part, tolerance));
    return;
  }
  if (typeof golden !== 'object') {
    const text = typeof golden === 'boolean' ? (golden ? 'True' : 'False') : String(golden);
    expect(value).toMatchObject({ kind: 'text' });
    expect(value?.kind === 'text' && Number(value.text) === golden ? text : value).toEqual(
      value?.kind === 'text' && Number(value.text) === golden ? text : { kind: 'text', text },
    );
    return;
  }
  if ('array' in golden) {
    expect(value?.kind).toBe('array');
    expectTensor(value, golden.array, tolerance);
    return;
  }
  expect(value?.kind).toBe('tensor');
  expectTensor(value, golden, tolerance);
}

function expectTensor(value: EvaluatedValue | undefined, golden: Golden, tolerance: number): void {
  if (value?.kind !== 'tensor' && value?.kind !== 'array') throw new Error('The value is no tensor.');
  if (typeof golden !== 'object' || !('tensor' in golden)) throw new Error('The golden is no tensor.');
  expect({ shape: value.shape, dtype: value.dtype }).toEqual({ shape: golden.shape, dtype: golden.dtype });
  for (const [place, expected] of golden.tensor.entries()) {
    const number = numberOf(expected);
    const actual = value.values[place] ?? NaN;
    const isSame =
      Object.is(actual + 0, number + 0) || Math.abs(actual - number) <= tolerance * Math.max(1, Math.abs(number));
    expect(isSame, `element ${place}: ${actual}, expected ${number}`).toBe(true);
  }
}

function numberOf(value: number | boolean | string): number {
  if (value === 'inf') return Infinity;
  if (value === '-inf') return -Infinity;
  return value === 'nan' ? NaN : Number(value);
}
