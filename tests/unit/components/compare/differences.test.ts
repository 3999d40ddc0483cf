import { describe, expect, test } from 'vitest';
import { checkDifferences } from '../../../../components/compare/differences.ts';

const line = (label: number): string => `<div class="ec-line mark tm-label" style="--tmLabel:'${label}'"></div>`;

describe('checkDifferences', () => {
  test.each([
    ['one line of each framework', ['the loop'], [line(1), line(1)]],
    ['a line that only one framework has', ['the loop', 'cleared gradients'], [line(1), line(1) + line(2)]],
    ['marks without a list', [], [line(1), line(1)]],
  ])('accepts %s', (_, differences, sides) => {
    expect(() => checkDifferences(differences, sides)).not.toThrow();
  });

  test('says which mark is not explained', () => {
    expect(() => checkDifferences(['the loop'], [line(1), line(2)])).toThrow('marked with 2, and differences has 1');
  });

  test('says which explanation has no line', () => {
    expect(() => checkDifferences(['the loop', 'the mode'], [line(1), line(1)])).toThrow('explains 2, and no line');
  });
});
