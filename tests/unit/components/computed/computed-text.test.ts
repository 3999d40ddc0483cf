import { expect, test } from 'vitest';
import { computedText, type ComputedForm } from '../../../../components/computed/computed-text.ts';

test.each<[value: number | readonly number[], form: ComputedForm, text: string]>([
  [122_570, {}, '122,570'],
  [122_570, { plain: true }, '122570'],
  [0.24131129, { digits: 3 }, '0.241'],
  [0.1, { digits: 3 }, '0.100'],
  [1_234_567, { significant: 3 }, '1,230,000'],
  [0.000123456, { significant: 2 }, '0.00012'],
  [-1.5, { digits: 1 }, '\u22121.5'],
  [-0.0001, { digits: 2 }, '0.00'],
  [0.7, { percent: true }, '70%'],
  [0.7312, { percent: true, digits: 1 }, '73.1%'],
  [32, { unit: 'MB' }, '32\u00A0MB'],
  [Math.fround(0.1) * 10, {}, '1'],
  [[32, 30, 15], { list: 'arrows' }, '32 → 30 → 15'],
  [[6, 6, 1024], { list: 'times' }, '6 × 6 × 1,024'],
  [[50_000, 1], { list: 'tuple' }, '(50000, 1)'],
  [[10], { list: 'tuple' }, '(10,)'],
  [[], { list: 'tuple' }, '()'],
  [[-0.25, 2], { list: 'brackets', digits: 2 }, '[-0.25, 2.00]'],
  [[1, -2], {}, '1, \u22122'],
])('%j with %j is written %s', (value, form, text) => {
  expect(computedText(value, form)).toBe(text);
});

test('a value that would have to be rounded asks how', () => {
  expect(() => computedText(0.241)).toThrow('Computed: 0.241 is not whole. Say how it is rounded');
  expect(() => computedText([1, 2.5])).toThrow('2.5 is not whole');
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is refused', (value) => {
  expect(() => computedText(value, { digits: 1 })).toThrow('Mend the computation.');
});

test('another language groups thousands by a narrow space, and keeps the point that programs print', () => {
  expect(computedText(60_000, { lang: 'de' })).toBe('60\u202F000');
  expect(computedText(1234.5, { digits: 1, lang: 'es' })).toBe('1\u202F234.5');
  expect(computedText([1000, 2000], { lang: 'de' })).toBe('1\u202F000, 2\u202F000');
});
