// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest';
import { exampleGroups } from '../../../../components/tensor-playground/example-groups.ts';
import { layoutText, typeText } from '../../../../components/tensor-playground/layout-text.ts';
import { numberText } from '../../../../components/tensor-playground/number-text.ts';
import { readSource } from '../../../../components/tensor-playground/read-source.ts';
import { drawResult } from '../../../../components/tensor-playground/result-view.ts';
import { TensorGrid } from '../../../../components/tensor-playground/tensor-grid.ts';
import type { EvaluatedTensor, Evaluation } from '../../../../src/expressions/evaluation-result.ts';

const tensor = (shape: readonly number[], more: Partial<EvaluatedTensor> = {}): EvaluatedTensor => {
  const count = shape.reduce((product, size) => product * size, 1);
  const values = Array.from({ length: count }, (_, place) => place);
  return { kind: 'tensor', dtype: 'int64', shape, values, layout: null, ...more };
};

const cellsOf = (element: Element) => [...element.querySelectorAll<HTMLElement>('[data-cell]')];

describe('a grid of cells', () => {
  test('up to rank 4 every cell is there once, matrices are grids with their own names', () => {
    for (const shape of [[], [3], [2, 3], [2, 2, 2], [2, 2, 2, 2]]) {
      const { element } = new TensorGrid(tensor(shape), 'x', null);
      expect(cellsOf(element).map((cell) => cell.textContent)).toEqual(tensor(shape).values.map(String));
    }
    const { element } = new TensorGrid(tensor([2, 2, 1, 2]), 'x', null);
    const names = [...element.querySelectorAll('[role="table"]')].map((grid) => grid.getAttribute('aria-label'));
    expect(names).toEqual(['x[0, 0]', 'x[0, 1]', 'x[1, 0]', 'x[1, 1]']);
  });

  test('one tab stop, and arrow keys from cell to cell', () => {
    const pointAt = vi.fn();
    const { element } = new TensorGrid(tensor([2, 3]), 'x', pointAt);
    document.body.replaceChildren(element);
    const cells = cellsOf(element);
    const press = (key: string) =>
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    expect(cells.filter(({ tabIndex }) => tabIndex === 0)).toEqual([cells[0]]);
    cells[0]?.focus();
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowUp', 'End', 'ArrowDown', 'ArrowDown', 'Home']) press(key);
    expect(pointAt.mock.calls.flat().filter((cell) => cell !== null)).toEqual([0, 3, 4, 1, 2, 5, 3]);
    expect(cells.filter(({ tabIndex }) => tabIndex === 0)).toEqual([cells[3]]);
  });

  test('a long tensor says how many cells are not drawn', () => {
    const { element } = new TensorGrid(tensor([1000]), 'x', null);
    expect(cellsOf(element)).toHaveLength(400);
    expect(element.textContent).toContain('and 600 more');
  });
});

describe('a result', () => {
  const evaluation: Evaluation = {
    statements: [
      {
        value: tensor([2, 2], { values: [11, 21, 12, 22] }),
        operands: [
          { label: 'column', value: tensor([2, 1], { values: [1, 2] }) },
          { label: 'row', value: tensor([2], { values: [10, 20] }) },
        ],
        origin: { relation: 'broadcast', axes: null, sources: [] },
      },
    ],
    error: { kind: 'framework', errorClass: 'TypeError', message: 'no item assignment', statement: 1 },
  };

  test('marks what met in a cell and says it', () => {
    const { nodes, mark, sentence } = drawResult(evaluation, 0, () => undefined);
    document.body.replaceChildren(...nodes);
    mark(2);
    const marked = [...document.querySelectorAll('[data-marked]')].map(({ textContent }) => textContent);
    expect(marked).toEqual(['2', '10', '12']);
    expect(sentence(2)).toBe('[1, 0] is 12, from column [1, 0] = 2; and row [0] = 10.');
    mark(null);
    expect(document.querySelectorAll('[data-marked]')).toHaveLength(0);
  });

  test('a sentence that ends with a float has one point, and a long operand is called as at its grid', () => {
    const label = 'a + b * c - mean(a, axis=0, keepdims=True)';
    const value = tensor([1], { values: [3], dtype: 'float32' });
    const { nodes, sentence } = drawResult(
      {
        statements: [
          { value, operands: [{ label, value }], origin: { relation: 'broadcast', axes: null, sources: [] } },
        ],
        error: null,
      },
      0,
      () => undefined,
    );
    expect(nodes[0]?.textContent).toMatch(/^operand 1/);
    expect(sentence(0)).toBe('[0] is 3., from operand 1 [0] = 3.');
  });

  test('shows the error at its line and behind it', () => {
    const text = (line: number) =>
      drawResult(evaluation, line, () => undefined)
        .nodes.map(({ textContent }) => textContent)
        .join(' ');
    expect(text(1)).toBe('TypeErrorno item assignment');
    expect(text(2)).toContain('Not reached: statement 2 raised this.');
  });
});

describe('words', () => {
  test.each([
    [2, 'int64', '2'],
    [2, 'float32', '2.'],
    [0.1 + 0.2, 'float32', '0.3'],
    [1, 'bool', 'True'],
    [NaN, 'float32', 'nan'],
    [-Infinity, 'float32', '-inf'],
    [0, 'float32', '0.'],
    [1.5709999e-6, 'float32', '1.571e-6'],
    [2571428.5, 'float32', '2.5714e+6'],
    [12345.678, 'float32', '12345.68'],
    [123456.789, 'float32', '123456.8'],
  ])('%d of %s is %s', (value, dtype, text) => {
    expect(numberText(value, dtype)).toBe(text);
  });

  test('layout as each framework has it', () => {
    const layout = { strides: [1, 3], offset: 2, isContiguous: false, sharesMemoryWith: ['x'] };
    const torch = tensor([3, 2], { layout });
    expect(typeText(torch)).toBe('torch.int64, shape [3, 2]');
    expect(layoutText(torch)).toBe(
      'Memory: not row by row (not contiguous), strides (1, 3), from element 2 on. The same memory as x.',
    );
    expect(typeText(tensor([4]))).toBe('tf.int64, shape (4,)');
  });

  test('a program that cannot be read names the place', () => {
    expect(readSource('x = 1\nx + * 2')).toEqual({
      kind: 'problem',
      fact: 'Line 2, column 5: “*” does not fit here.',
      fix: expect.any(String) as string,
      span: { start: 10, end: 11 },
    });
  });
});

test('there are at least 25 examples, with ids of their own, and all can be read', () => {
  const examples = exampleGroups.flatMap((group) => group.examples);
  expect(examples.length).toBeGreaterThanOrEqual(25);
  expect(new Set(examples.map(({ id }) => id)).size).toBe(examples.length);
  for (const { program } of examples) expect(readSource(program).kind).toBe('program');
});
