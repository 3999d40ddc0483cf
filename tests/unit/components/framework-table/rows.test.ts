import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { claimedPrograms } from '../../../../components/framework-table/claimed-programs.ts';
import type { FrameworkCell } from '../../../../components/framework-table/framework-row.ts';
import { frameworkRows } from '../../../../components/framework-table/framework-rows.ts';
import { programListing } from '../../../../components/framework-table/program-listing.ts';
import { proofs } from '../../../../components/framework-table/proofs.ts';
import { dateText, isLongAgo, lastChange, sinceText } from '../../../../components/framework-table/since-text.ts';
import { sources } from '../../../../components/framework-table/sources.ts';
import { proofNames } from '../../../../src/training/proof-protocol.ts';
import { readCases } from '../../support/golden-cases.ts';

/** A day that exists, as YYYY-MM-DD. */
function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

const cells = frameworkRows.flatMap(({ id, torch, keras }): (readonly [string, FrameworkCell])[] => [
  [`${id}, PyTorch`, torch],
  [`${id}, TensorFlow/Keras`, keras],
]);

describe('the rows', () => {
  it('are 35 or more, each of its own name and topic', () => {
    expect(frameworkRows.length).toBeGreaterThanOrEqual(35);
    expect(new Set(frameworkRows.map(({ id }) => id)).size).toBe(frameworkRows.length);
    expect(new Set(frameworkRows.map(({ topic }) => topic)).size).toBe(frameworkRows.length);
  });

  it('stand group after group', () => {
    const groups = frameworkRows.map(({ group }) => group).filter((group, index, all) => group !== all[index - 1]);
    expect(new Set(groups).size).toBe(groups.length);
  });

  it('have names that a link can join', () => {
    for (const { id } of frameworkRows) expect(id).toMatch(/^[a-z][a-z-]*$/);
  });

  it('keep the ten rows of source 004', () => {
    const fromSource = frameworkRows.filter(({ statements }) =>
      statements.some(({ source, text }) => source === '004' && /^[A-Z][\w -]+: /.test(text)),
    );
    expect(fromSource.length).toBeGreaterThanOrEqual(10);
  });
});

describe.each(cells)('%s', (_, { value, since, checked, source }) => {
  it('says something, in whole sentences', () => {
    expect(value.trim()).toMatch(/[.)]$/);
    expect(value.split('`').length % 2, 'backticks come in pairs').toBe(1);
  });

  it('names a version or a day, and dates it in a form that sorts', () => {
    const text = sinceText(since);
    expect(text).toMatch(/^(since|seen in) /);
    if ('seenIn' in since) expect(since.seenIn).toMatch(/\d/);
    else expect(`${since.from} ${since.date ?? ''}`).toMatch(/\d/);
    if ('date' in since) expect(since.date).toMatch(/^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?$/);
  });

  it('was checked on a day that has been', () => {
    expect(isDay(checked), checked).toBe(true);
    expect(new Date(checked).getTime()).toBeLessThanOrEqual(Date.now());
  });

  it('has a source with an address and evidence', () => {
    expect(source.title).not.toBe('');
    expect(source.evidence.trim()).toMatch(/\.$/);
    const { protocol, hostname } = new URL(source.address);
    expect(protocol).toBe('https:');
    expect(hostname).toContain('.');
  });
});

describe('what the sources said', () => {
  const statements = frameworkRows.flatMap(({ id, statements }) => statements.map((each) => ({ id, ...each })));

  it('is a sentence of a source that exists', () => {
    for (const { source, text } of statements) {
      expect(Object.keys(sources)).toContain(source);
      expect(text).toMatch(/\.$/);
    }
  });

  it('is told once in a row', () => {
    const keys = statements.map(({ id, source, text }) => `${id} ${source} ${text}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the proofs', () => {
  const source = (name: string) => readFileSync(`src/training/proofs/${name}.ts`, 'utf8');

  it('belong to rows, and each has a file', () => {
    expect(Object.keys(proofs).toSorted()).toEqual([...proofNames].toSorted());
    const ids: readonly string[] = frameworkRows.map(({ id }) => id);
    for (const name of proofNames) expect(ids).toContain(name);
    for (const name of proofNames) expect(existsSync(`src/training/proofs/${name}.ts`), name).toBe(true);
  });

  it.each(['torch', 'keras'] as const)('claim what the real frameworks print: %s', (dialect) => {
    const printed = new Map(readCases(dialect, 'proofs').map((golden) => [golden.name, golden.printed]));
    const claimed = claimedPrograms.filter((program) => program.dialect === dialect);
    expect([...printed.keys()].toSorted()).toEqual(claimed.map(({ proof }) => proof).toSorted());
    for (const program of claimed) expect(program.claimed, program.label).toEqual(printed.get(program.proof));
  });

  it('show the body of each program, as it stands', () => {
    for (const { proof, dialect } of claimedPrograms) {
      const listing = programListing(source(proof), `${dialect}Program`);
      expect(listing, `${proof}, ${dialect}`).toContain('print(');
      expect(listing).not.toMatch(/^return/m);
      for (const line of listing.split('\n')) expect(source(proof)).toContain(line);
    }
  });

  it('say so when a file has no such program', () => {
    expect(() => programListing('const a = 1;', 'torchProgram')).toThrow('no program torchProgram');
  });

  it('are counted as the page expects', () => {
    const page = readFileSync('content/teach/widgets/framework-table.mdx', 'utf8');
    const expected = [...page.matchAll(/(programs|agreeing): \{ equals: (\d+) \}/g)].map(([, , count]) =>
      Number(count),
    );
    expect(new Set(expected)).toEqual(new Set([claimedPrograms.length]));
    expect(page).toContain(`in ${frameworkRows.length} rows`);
  });
});

describe('dates', () => {
  it('are written for readers', () => {
    expect(dateText('2023-03-15')).toBe('15 Mar 2023');
    expect(dateText('2023-03')).toBe('Mar 2023');
    expect(dateText('2026')).toBe('2026');
    expect(sinceText({ from: 'PyTorch 2.0', date: '2023-03-15' })).toBe('since PyTorch 2.0, 15 Mar 2023');
    expect(sinceText({ from: 'TensorFlow 2.11' })).toBe('since TensorFlow 2.11');
    expect(sinceText({ seenIn: 'Keras 3.15.1' })).toBe('seen in Keras 3.15.1');
  });

  it('are long ago after a year', () => {
    expect(isLongAgo('2026-11-21', new Date('2027-11-21T00:00:00Z'))).toBe(false);
    expect(isLongAgo('2026-11-21', new Date('2027-11-22T00:00:00Z'))).toBe(true);
  });

  it('of a row are those of its newest change', () => {
    const [row] = frameworkRows;
    if (!row) throw new Error('There are no rows.');
    const dated = (since: FrameworkCell['since']): FrameworkCell => ({ ...row.torch, since });
    const older = dated({ from: 'A 1', date: '2019-09' });
    const newer = dated({ from: 'B 2', date: '2023-03-15' });
    expect(lastChange({ ...row, torch: older, keras: newer })).toBe('2023-03-15');
    expect(lastChange({ ...row, torch: newer, keras: dated({ seenIn: 'C 3' }) })).toBe('2023-03-15');
    expect(lastChange({ ...row, torch: dated({ seenIn: 'C 3' }), keras: dated({ from: 'D 4' }) })).toBe('');
  });
});
