/** What we write is in our own words: no eight words in a row are a source's, outside of quotations and code. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { HASH_BYTES, sequenceHash, wordSequences } from '../../../scripts/own-words/word-sequences.ts';
import { prose } from './prose.ts';

/** Of the five source texts; written by scripts/own-words/write-hashes.ts. */
const fixture = readFileSync('tests/fixtures/source-sequences.bin');
const sourceHashes = new Set(
  Array.from({ length: fixture.length / HASH_BYTES }, (_, index) => fixture.readUIntBE(index * HASH_BYTES, HASH_BYTES)),
);

const quotations = [
  // What a claim says that its source says.
  /<Fragment slot="said">[^]*?<\/Fragment>/g,
  /“[^”]*”/g,
  // A reply in a quiz is indented, a quotation is not.
  /^>.*$/gm,
  // Titles and addresses of others' works.
  /^ *(?:- )?(?:title|url|author):.*$/gm,
  /\]\([^)]*\)/g,
];

/** Sequences of the prose that `hashes` has too, as `line: words`. */
function coincidences(mdx: string, hashes: ReadonlySet<number>): string[] {
  const text = prose(mdx, quotations);
  return wordSequences(text)
    .filter(({ words }) => hashes.has(sequenceHash(words)))
    .map(({ words, index }) => `line ${text.slice(0, index).split('\n').length}: ${words}`);
}

test('the hashes are those of whole texts', () => {
  expect(fixture.length % HASH_BYTES).toBe(0);
  expect(sourceHashes.size).toBeGreaterThan(5_000);
});

test.each(globSync('content/**/*.mdx'))('%s is in our own words', (file) => {
  expect(coincidences(readFileSync(file, 'utf8'), sourceHashes)).toEqual([]);
});

describe('the comparison', () => {
  const source = 'one two three four five six seven eight nine';
  const hashes = new Set(wordSequences(source).map(({ words }) => sequenceHash(words)));

  test('finds a sequence across lines, terms and signs, and tells where', () => {
    const mdx = 'First.\n\nSo: one, <Term id="a">Two</Term> three **four**\nfive: six seven EIGHT.';
    expect(coincidences(mdx, hashes)).toEqual(['line 3: one two three four five six seven eight']);
    expect(coincidences(source, hashes)).toHaveLength(2);
  });

  test.each([
    '`one two three four five six seven eight`',
    '“one two three four five six seven eight”',
    '> one two three four five six seven eight',
    '<Fragment slot="said">one two three four five six seven eight</Fragment>',
    'one two three four five six seven',
  ])('leaves out %s', (mdx) => {
    expect(coincidences(mdx, hashes)).toEqual([]);
  });
});
