import { describe, expect, it } from 'vitest';
import { columnNames } from '../../../../components/framework-table/columns.ts';
import { toCsv, toMarkdown } from '../../../../components/framework-table/export-rows.ts';
import type { FrameworkRow } from '../../../../components/framework-table/framework-row.ts';
import { frameworkRows } from '../../../../components/framework-table/framework-rows.ts';

const row: FrameworkRow = {
  id: 'graphs',
  topic: 'Graphs, and "trees"',
  group: 'tensors',
  torch: {
    value: 'Says `a | b`, *not* c_d <e> [f].',
    since: { from: 'PyTorch 2.0', date: '2023-03-15' },
    checked: '2026-11-21',
    source: { title: 'A page', address: 'https://example.org/a_b', evidence: 'Two\nlines.' },
  },
  keras: {
    value: 'Plain | text \\ here.',
    since: { seenIn: 'Keras 3.15.1' },
    checked: '2026-11-20',
    source: { title: 'Another', address: 'https://example.org/c', evidence: 'Read.' },
  },
  statements: [
    { source: '004', text: 'Static.', verdict: 'dated' },
    { source: '000', text: 'From 2015.', verdict: 'wrong', because: 'From 2017.' },
  ],
};

/** Reads comma-separated values as RFC 4180 has them, in another way than they are written. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [[]];
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/gy;
  for (let match = field.exec(text); match; match = field.exec(text)) {
    const [whole, value = '', end] = match;
    if (whole === '') break;
    records.at(-1)?.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === '\r\n') records.push([]);
  }
  return records.slice(0, -1);
}

describe('toCsv', () => {
  it('quotes what has commas, quotes and lines, and drops the backticks', () => {
    const csv = toCsv([row], columnNames);
    expect(csv.startsWith('\uFEFFTopic,Group,PyTorch,')).toBe(true);
    expect(csv).toContain('"Graphs, and ""trees"""');
    expect(csv).toContain('"Two\nlines."');
    const [header, record] = parseCsv(csv.slice(1));
    expect(record).toHaveLength(header?.length ?? 0);
    expect(record?.slice(0, 7)).toEqual([
      'Graphs, and "trees"',
      'Tensors and gradients',
      'Says a | b, *not* c_d <e> [f].',
      'since PyTorch 2.0, 15 Mar 2023',
      '2026-11-21',
      'Two\nlines.',
      'https://example.org/a_b',
    ]);
    expect(record?.at(-1)).toBe(
      '004 (2023): Static. [Was true, has changed] 000 (2022): From 2015. [Not right: From 2017.]',
    );
  });

  it('has a record of full length for every row', () => {
    const records = parseCsv(toCsv(frameworkRows, columnNames).slice(1));
    expect(records).toHaveLength(frameworkRows.length + 1);
    expect(new Set(records.map(({ length }) => length)).size).toBe(1);
  });

  it('leaves out the columns that the reader leaves out', () => {
    expect(toCsv([row], ['keras']).split('\r\n')[0]).toBe(
      '\uFEFFTopic,Group,TensorFlow / Keras,TensorFlow / Keras: since',
    );
    expect(toCsv([row], [])).toBe('\uFEFFTopic,Group\r\n"Graphs, and ""trees""",Tensors and gradients\r\n');
  });

  it('holds nothing that a spreadsheet takes for a formula', () => {
    for (const record of parseCsv(toCsv(frameworkRows, columnNames).slice(1))) {
      for (const field of record) expect(field).not.toMatch(/^[=+@-]/);
    }
  });
});

describe('toMarkdown', () => {
  it('escapes markup outside of code, and pipes everywhere', () => {
    const [, , line] = toMarkdown([row], ['torch', 'keras']).split('\n');
    expect(line).toBe(
      '| Graphs, and "trees" | Tensors and gradients | Says `a \\| b`, \\*not\\* c\\_d \\<e> \\[f\\]. | since PyTorch 2.0, 15 Mar 2023 | Plain \\| text \\\\ here. | seen in Keras 3.15.1 |',
    );
  });

  it('keeps a row on its line, and makes addresses links', () => {
    const lines = toMarkdown([row], columnNames).trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain('| Two lines. | <https://example.org/a_b> |');
  });

  it('has as many cells in every line as in its header', () => {
    const lines = toMarkdown(frameworkRows, columnNames).trimEnd().split('\n');
    const cells = (line: string) => line.split(/(?<!\\)\|/).length;
    expect(lines).toHaveLength(frameworkRows.length + 2);
    expect(new Set(lines.map(cells)).size).toBe(1);
  });
});
