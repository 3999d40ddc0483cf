import { expect, test } from 'vitest';
import { CellProgram } from '../../../../components/python-cell/cell-program.ts';

const program = () =>
  new CellProgram('file.py', [
    { name: 'imports', code: 'import torch' },
    { name: 'wrong (raises)', code: 'torch.x' },
    { name: 'use', code: 'torch.ones(2)' },
  ]);

test('cells above that the present worker has not run are missing, but for those that are there to fail', () => {
  const cells = program();
  expect(cells.missingAbove(2, 0)).toEqual([0]);
  cells.noteRun(0, 1);
  expect(cells.missingAbove(2, 1)).toEqual([]);
  expect(cells.missingAbove(2, 2)).toEqual([0]);
  cells.forget();
  expect(cells.missingAbove(2, 1)).toEqual([0]);
});

test('cells above one that the page does not show before it are run with it', () => {
  const cells = program();
  const shown = { code: () => '', run: () => Promise.resolve(true) };
  cells.show(2, shown);
  expect(cells.missingUnread(2, 0)).toEqual([0]);
  cells.noteRun(0, 1);
  expect(cells.missingUnread(2, 1)).toEqual([]);
  expect(cells.missingUnread(2, 2)).toEqual([0]);
  cells.show(0, shown);
  expect(cells.missingUnread(2, 2)).toEqual([0]);
  expect(cells.missingUnread(0, 0)).toEqual([]);
});

test('cells that the page shows before one are left to the reader', () => {
  const cells = program();
  const shown = { code: () => '', run: () => Promise.resolve(true) };
  cells.show(0, shown);
  cells.show(2, shown);
  expect(cells.missingUnread(2, 0)).toEqual([]);
});

test('after a reset the next run begins anew, and those after it go on', () => {
  const cells = program();
  expect(cells.isAnew).toBe(false);
  cells.forget();
  expect(cells.isAnew).toBe(true);
  cells.noteRun(0, 1);
  expect(cells.isAnew).toBe(false);
});

test('a whole file begins anew each time', () => {
  expect(CellProgram.ofText('file.py as a whole', 'print(1)').isAnew).toBe(true);
});

test('the code of a cell is the reader’s', () => {
  const cells = program();
  expect(cells.codeOf(2)).toBe('torch.ones(2)');
  cells.show(2, { code: () => 'torch.zeros(3)', run: () => Promise.resolve(true) });
  expect(cells.codeOf(2)).toBe('torch.zeros(3)');
});
