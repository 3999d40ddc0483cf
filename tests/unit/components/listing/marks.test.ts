import { expect, test } from 'vitest';
import { markedLines } from '../../../../components/listing/marks.ts';

test('numbers lines and hides the comments that say so', () => {
  const source = 'tape = 1  # <1>\nx = 2  # a comment\ny = 3  # <2>\nz = 4  # <1>';
  expect(markedLines(source)).toEqual({
    code: 'tape = 1\nx = 2  # a comment\ny = 3\nz = 4',
    marks: [
      { label: '1', range: '1,4' },
      { label: '2', range: '3' },
    ],
  });
});

test('leaves alone what is no mark at the end of a line', () => {
  const source = 'print("# <1>")\nx = 1  # <one>';
  expect(markedLines(source)).toEqual({ code: source, marks: [] });
});
