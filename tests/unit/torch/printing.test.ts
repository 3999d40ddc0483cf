import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { DType } from '../../../src/torch/dtype.ts';
import { toExponential, toFixed } from '../../../src/torch/printing/decimal.ts';
import { formatTensor, getPrintoptions, setPrintoptions } from '../../../src/torch/printing/index.ts';

/** What PyTorch printed: tests/judges/torch_cases/printing.py. */
interface PrintingCase {
  readonly name: string;
  readonly input: {
    readonly tensor: readonly (number | boolean | string)[];
    readonly shape: readonly number[];
    readonly dtype: DType;
  };
  readonly requires_grad: boolean;
  readonly grad_fn: string | null;
  readonly is_parameter: boolean;
  readonly options: PythonOptions;
  readonly text: string;
}

interface PythonOptions {
  readonly precision?: number;
  readonly threshold?: number;
  readonly edgeitems?: number;
  readonly linewidth?: number;
  readonly profile?: 'default' | 'short' | 'full';
  readonly sci_mode?: boolean;
}

const goldens = JSON.parse(readFileSync(new URL('../../fixtures/torch/printing.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly PrintingCase[];
};

const ARRAYS = { float32: Float32Array, int64: Float64Array, bool: Uint8Array } as const;

const NON_FINITE: Readonly<Record<string, number>> = { inf: Infinity, '-inf': -Infinity, nan: NaN };

function asNumber(value: number | boolean | string): number {
  return typeof value === 'string' ? (NON_FINITE[value] ?? NaN) : Number(value);
}

function print({ input, requires_grad, grad_fn, is_parameter }: PrintingCase): string {
  return formatTensor({
    values: new ARRAYS[input.dtype](input.tensor.map(asNumber)),
    shape: input.shape,
    dtype: input.dtype,
    requiresGrad: requires_grad,
    gradFnName: grad_fn ?? undefined,
    isParameter: is_parameter,
  });
}

afterEach(() => {
  setPrintoptions({ profile: 'default' });
});

describe('formatTensor prints as PyTorch', () => {
  test.each(goldens.cases)('$name', (golden) => {
    const { sci_mode, ...options } = golden.options;
    setPrintoptions(sci_mode === undefined ? options : { ...options, sciMode: sci_mode });
    expect(print(golden)).toBe(golden.text);
  });
});

describe('digits of doubles, which a float32 does not reach', () => {
  test('the smallest number', () => expect(toExponential(5e-324, 4)).toBe('4.9407e-324'));
  test('shortest digits that round up to a power of ten', () =>
    expect(toExponential(1e23, 17)).toBe('9.99999999999999916e+22'));
  test('more than 21 digits before the point', () => expect(toFixed(1e23, 1)).toBe('99999999999999991611392.0'));
});

test('values that do not fill the shape are an error', () => {
  expect(() => formatTensor({ values: [1], shape: [2], dtype: 'float32' })).toThrow('asks for element 1');
});

describe('setPrintoptions', () => {
  test('takes values in order of position', () => {
    setPrintoptions(2, 10, 1, 40);
    expect(getPrintoptions()).toEqual({ precision: 2, threshold: 10, edgeitems: 1, linewidth: 40, sciMode: null });
  });

  test('leaves what is not given, but chooses the notation by the values again', () => {
    setPrintoptions({ precision: 7, sciMode: true });
    setPrintoptions({ linewidth: 100 });
    expect(getPrintoptions()).toEqual({ precision: 7, threshold: 1000, edgeitems: 3, linewidth: 100, sciMode: null });
  });

  test('goes back to the defaults by their profile', () => {
    const before = getPrintoptions();
    setPrintoptions({ precision: 7, threshold: 1, edgeitems: 9, linewidth: 8, sciMode: false });
    setPrintoptions({ profile: 'default' });
    expect(getPrintoptions()).toEqual(before);
  });
});
