import { describe, expect, it } from 'vitest';
import { figureTables } from '../../../../components/python-figure/figure-tables.ts';
import { axes, axis, bars, figure, image, line } from './example-figure.ts';

describe('figureTables', () => {
  it('has series over the same x beside each other', () => {
    const other = { ...line, label: 'validation', y: [1, 2, 0.12345678] };
    const [table] = figureTables(figure([axes([line, other], { title: 'Loss', x: axis({ label: 'epoch' }) })]));
    expect(table).toMatchObject({
      caption: 'Loss',
      columns: ['epoch', 'training', 'validation'],
      rows: [
        ['0', '0', '1'],
        ['5', '10', '2'],
        ['10', 'NaN', '0.123457'],
      ],
    });
  });

  it('has a table for each series of its own x', () => {
    const other = { ...line, label: '_line', x: [1], y: [-2] };
    const tables = figureTables(figure([axes([line, other])]));
    expect(tables.map(({ caption }) => caption)).toEqual(['Numbers: training', 'Numbers: line']);
    expect(tables[1]?.rows).toEqual([['1', '−2']]);
  });

  it('names bars by their ticks and says how long they are', () => {
    const names = axis({ ticks: [1, 2], tickLabels: ['cat', 'dog'] });
    const [table] = figureTables(figure([axes([bars], { x: names })]));
    expect(table?.rows).toEqual([
      ['cat', '5'],
      ['dog', '9'],
    ]);
  });

  it('says the size of an image instead of its pixels', () => {
    const tables = figureTables(figure([axes([image], { title: 'a cat' }), axes([image])]));
    expect(tables).toHaveLength(1);
    expect(tables[0]?.rows).toEqual([
      ['a cat', '2 × 1', '1', '0 to 1, gray'],
      ['Plot 2', '2 × 1', '1', '0 to 1, gray'],
    ]);
  });

  it('ends after a thousand rows and says so', () => {
    const x = Array.from({ length: 2500 }, (_, index) => index);
    const [table] = figureTables(figure([axes([{ ...line, x, y: x }])]));
    expect(table?.rows).toHaveLength(1000);
    expect(table?.caption).toBe('Numbers: the first 1000 of 2500 rows');
  });
});
