import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { brotliQualityOfPages, precompressFolder } from '../../../src/site/precompress.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duet-precompress-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('lays both forms beside a file that shrinks, with the same content', async () => {
  const content = 'const x = 1;\n'.repeat(1000);
  writeFileSync(join(folder, 'a.js'), content);
  await precompressFolder(folder);
  expect(readdirSync(folder)).toEqual(['a.js', 'a.js.br', 'a.js.gz']);
  const brotlied = readFileSync(join(folder, 'a.js.br'));
  expect(brotliDecompressSync(brotlied).toString()).toBe(content);
  expect(gunzipSync(readFileSync(join(folder, 'a.js.gz'))).toString()).toBe(content);
  expect(brotlied.length).toBeLessThan(content.length / 10);
});

test.each(['a.css', 'a.html', 'a.json', 'a.svg', 'a.txt', 'a.wasm', 'a.xml'])('does so with %s', async (name) => {
  writeFileSync(join(folder, name), ' '.repeat(2000));
  await precompressFolder(folder);
  expect(readdirSync(folder)).toEqual([name, `${name}.br`, `${name}.gz`]);
});

test('leaves alone what is small or compressed already', async () => {
  writeFileSync(join(folder, 'small.js'), ' '.repeat(1000));
  for (const name of ['font.woff2', 'grid.webp', 'set.bin.gz', 'a.pf_index', 'card.png']) {
    writeFileSync(join(folder, name), ' '.repeat(5000));
  }
  await precompressFolder(folder);
  expect(readdirSync(folder)).toHaveLength(6);
});

test('compresses all of many files', async () => {
  const names = Array.from({ length: 40 }, (_, index) => `${index}.html`);
  for (const name of names) writeFileSync(join(folder, name), `${name} `.repeat(500));
  await precompressFolder(folder);
  for (const name of names) {
    expect(brotliDecompressSync(readFileSync(join(folder, `${name}.br`))).toString()).toBe(`${name} `.repeat(500));
  }
});

test('takes the best quality for the pages of a course, and a quick one for a thousand', () => {
  expect(brotliQualityOfPages(6_000_000)).toBe(11);
  expect(brotliQualityOfPages(150_000_000)).toBe(9);
});
