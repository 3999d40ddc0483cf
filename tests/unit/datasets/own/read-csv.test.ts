import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../../src/datasets/own/read-csv.ts';
import { openCsv } from '../../support/own-files.ts';

async function read(text: string | Uint8Array<ArrayBuffer>, labelColumn: number | null = null) {
  return await readCsv(new File([text], 'data.csv'), { id: 7, labelColumn, onProgress: () => undefined });
}

const rows = (...lines: string[]) => lines.join('\n');

describe('a table of features', () => {
  test('has each column scaled by its training rows, as float32', async () => {
    const { description, dataset } = await read(rows('a,b,label', '10,1,x', '20,1,x', '30,1,x', '5,1,y', '50,1,y'));
    expect(description).toMatchObject({ id: 7, height: 1, width: 2, channels: 1, classNames: ['x', 'y'] });
    expect(description.source).toMatchObject({ type: 'csv', content: 'features', labelColumn: 2, hasHeader: true });
    const { train, test } = dataset;
    expect([train.count, test.count]).toEqual([3, 2]);
    expect(train.images).toBeInstanceOf(Float32Array);
    const columnOf = (images: ArrayLike<number>) => Array.from(images).filter((_, index) => index % 2 === 0);
    expect([Math.min(...columnOf(train.images)), Math.max(...columnOf(train.images))]).toEqual([0, 1]);
    // The column of ones has no range.
    expect(Array.from(train.images).filter((_, index) => index % 2 === 1)).toEqual([0, 0, 0]);
  });

  test('takes semicolons, decimal commas, a byte order mark, CRLF, quotes and numbers of rows', async () => {
    const { description, dataset, classCounts, notes, table } = await openCsv('flowers.csv');
    expect(description).toMatchObject({
      width: 4,
      classNames: ['Iris setosa', 'Iris versicolor', 'Iris virginica'],
      source: { delimiter: ';', hasHeader: true, labelColumn: 5, leftOut: [0] },
    });
    expect(classCounts).toEqual([50, 50, 50]);
    expect([dataset.train.count, dataset.test.count]).toEqual([120, 30]);
    expect(notes).toEqual(['Left out, because row numbers tell nothing: “Id”.']);
    expect(table?.columns[0]).toBe('Id');
    expect(table?.rows).toHaveLength(5);
  });

  test('needs no header, and finds the label by its text', async () => {
    const { description, table } = await read(rows('5.1,red,3', '4.9,red,2', '7,blue,1', '6,blue,2'));
    expect(description.source).toMatchObject({ hasHeader: false, labelColumn: 1 });
    expect(table?.columns).toEqual(['column 1', 'column 2', 'column 3']);
  });

  test('takes the last column for the label where all are numbers, and the one that was chosen', async () => {
    const text = rows('u,v,w', '1.5,2,0', '1,2,0', '3,1,1', '2,1,1');
    expect((await read(text)).description).toMatchObject({ source: { labelColumn: 2 }, classNames: ['0', '1'] });
    expect((await read(text, 1)).description).toMatchObject({ source: { labelColumn: 1 }, classNames: ['1', '2'] });
  });

  test('orders classes that are numbers as numbers', async () => {
    const lines = ['10', '9', '2'].flatMap((label) => [`0.5,${label}`, `0.7,${label}`]);
    expect((await read(rows('x,label', ...lines))).description.classNames).toEqual(['2', '9', '10']);
  });

  test('of small whole numbers in a square is no image', async () => {
    const cells = Array.from({ length: 64 }, (_, index) => index % 17).join(',');
    const { description } = await read(rows(...['a', 'a', 'b', 'b'].map((label) => `${cells},${label}`)));
    expect(description).toMatchObject({ height: 1, width: 64, source: { content: 'features' } });
  });
});

describe('a table of pixels', () => {
  test('is read as grey images, bytes as they are, the label first', async () => {
    const { description, dataset } = await openCsv('bars.csv');
    expect(description).toMatchObject({
      ...{ height: 8, width: 8, channels: 1, classNames: ['0', '1'] },
      source: { content: 'pixels', labelColumn: 0, hasHeader: false },
    });
    expect(dataset.train.images).toBeInstanceOf(Uint8Array);
    expect(dataset.train.images).toHaveLength(96 * 64);
    expect(Math.max(...dataset.train.images)).toBeGreaterThan(200);
  });

  test('has three numbers a pixel where it is in colour', async () => {
    const line = Array.from({ length: 192 }, (_, index) => index).join(',');
    const { description } = await read(rows(...[0, 0, 1, 1].map((label) => `${label},${line}`)));
    expect(description).toMatchObject({ height: 8, width: 8, channels: 3 });
  });
});

test('a file that comes in pieces is read as the whole is', async () => {
  const line = (row: number) => `${row},"${row % 2 ? 'one, or ""1""' : 'two\nlines'}",${row / 8}`;
  const text = rows('a,label,b', ...Array.from({ length: 9_000 }, (_, row) => line(row)));
  expect(text.length).toBeGreaterThan(2 * 65_536);
  const { classCounts, description } = await read(text);
  expect(classCounts).toEqual([4_500, 4_500]);
  expect(description.classNames).toEqual(['one, or "1"', 'two\nlines']);
});

describe('a file that cannot be used says why and what to do', () => {
  const good = ['1,2,a', '2,3,a', '3,4,b', '4,5,b'];
  const many = Array.from({ length: 600 }, (_, row) => `${row}.5,${row}`);
  test.each([
    ['nothing in it', '', 'data.csv is empty.'],
    ['one row', '1,2,a', 'data.csv has fewer than two rows.'],
    ['one column', rows('a', 'b', 'c'), 'data.csv has one column alone.'],
    ['a ragged row', rows(...good, '', '5,6'), 'Line 6 of data.csv has 2 cells, the first line has 3.'],
    [
      'text for a number',
      rows('u,v,label', ...good, '1,many,b'),
      'Line 6 of data.csv has “many” in the column “v”, where a number should stand.',
    ],
    ['a number of no range', rows(...good, '1e999,2,b'), 'Line 5 of data.csv has “1e999” in the column “column 1”'],
    ['thousands with commas', rows(...good, '"1,234",2,b'), 'Line 5 of data.csv has “1,234” in the column “column 1”'],
    ['a missing value', rows('u,v,label', ...good, '1,,b'), 'Line 6 of data.csv has no value in the column “v”.'],
    [
      'a value not available',
      rows('u,v,label', ...good, '1,NA,b'),
      'Line 6 of data.csv has no value in the column “v”.',
    ],
    ['a missing label', rows('u,v,label', ...good, '1,2,'), 'Line 6 of data.csv has no value in the column “label”.'],
    ['one class', rows('u,label', '1,a', '2,a'), 'The column “label” has one class alone, “a”.'],
    ['a class of one row', rows(...good, '5,6,c'), 'A class has one row alone: “c”.'],
    ['too many classes', rows('u,label', ...many), 'The column “label” has more than 256 different values.'],
    ['columns of one name', rows('u,u,label', ...good), 'Two columns of data.csv are called “u”: 1 and 2.'],
    [
      'a quote that never ends',
      rows('u,v,label', ...good, '1,"2,b'),
      'Line 6 of data.csv has a quote that does not end',
    ],
    ['no numbers', rows('id,label', '1,a', '2,b'), 'data.csv has no column of numbers.'],
  ])('%s', async (_, text, message) => {
    const error: unknown = await read(text).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ name: 'DatasetError', message: expect.stringContaining(message) as string });
    expect(error).toHaveProperty('fix', expect.stringMatching(/^[A-Z].*\.$/));
  });

  test.each([
    ['an archive', Uint8Array.from([80, 75, 3, 4, 0, 0, 8, 0]), 'data.csv is no text file.'],
    ['another encoding', Uint8Array.from([49, 44, 99, 0xe9, 10]), 'not UTF-8'],
  ])('%s', async (_, bytes, message) => {
    await expect(read(bytes)).rejects.toMatchObject({ message: expect.stringContaining(message) as string });
  });

  test('more numbers than a tab should hold', async () => {
    const line = `${Array.from({ length: 999 }, (_, index) => index / 8).join(',')},`;
    const text = Array.from({ length: 10_100 }, (_, row) => `${line}${row % 2}\n`).join('');
    const message = 'data.csv has more than 10 million numbers, which is more than is read here.';
    await expect(read(text)).rejects.toMatchObject({ message, fix: 'Keep at most 10,010 of its rows.' });
  }, 60_000);
});
