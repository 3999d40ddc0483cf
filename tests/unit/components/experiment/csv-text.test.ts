import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { csvText } from '../../../../components/experiment/csv-text.ts';

/** Names of all kinds, put together from what is hard for a file, a spreadsheet or an alphabet. */
const pieces = [
  'Ada',
  'Löwe',
  '李雷',
  '😀',
  '\u202E',
  '"',
  "'",
  ',',
  ';',
  '\r\n',
  '\n',
  '\r',
  '\t',
  ' ',
  '=1+1',
  '+',
  '-',
  '@',
  '＝',
  '|',
  '<b>',
  '',
];
const names = pieces.flatMap((first) => pieces.flatMap((second) => [first + second, first + second + first]));

/** As a spreadsheet has to get it: an apostrophe before a formula. */
const harmless = (cell: string) => (/^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell);

test('what is written can be read again by another program, cell by cell', () => {
  const text = csvText(names.map((name, index) => [name, index, `${name}!`]));
  expect(text.startsWith('\uFEFF')).toBe(true);
  expect(text.endsWith('\r\n')).toBe(true);
  const { data, errors } = Papa.parse<string[]>(text.slice(1), { delimiter: ',', newline: '\r\n' });
  expect(errors).toEqual([]);
  const written = names.map((name, index) => [harmless(name), String(index), harmless(`${name}!`)]);
  expect(data.slice(0, -1)).toEqual(written);
});

test('no cell begins as a formula does, but numbers stay numbers', () => {
  const { data } = Papa.parse<string[]>(csvText([...names.map((name) => [name]), [-5], [0.25]]).slice(1), {
    newline: '\r\n',
  });
  const cells = data.flat().filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell));
  expect(cells).toEqual(['-5']);
});

test('a cell has quotation marks where it needs them', () => {
  expect(csvText([['a', 'b c', 'd,e', 'f"g', 1]])).toBe('\uFEFFa,b c,"d,e","f""g",1\r\n');
});
