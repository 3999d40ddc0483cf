import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readChapter, type Chapter } from '../../../../scripts/check/chapter.ts';
import { problemText } from '../../../../scripts/check/problem.ts';
import { runProblems } from '../../../../scripts/check/run/run-problems.ts';
import { suggestExpectations } from '../../../../scripts/check/run/suggest-expectations.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function chapterWith(text: string): Chapter {
  const root = mkdtempSync(join(tmpdir(), 'duet-chapter-'));
  folders.push(root);
  mkdirSync(join(root, 'content'));
  const path = join(root, 'content/index.mdx');
  writeFileSync(path, text);
  return readChapter(path, root, join(root, 'content'));
}

const chapter = () => chapterWith('Text.\n\n<CnnTrainer id="network" />\n');
const finished = { id: 'network', message: '', seconds: 1 };
const texts = (...parameters: Parameters<typeof runProblems>) => runProblems(...parameters).map(problemText);

test('a run that reaches what is expected has no problem', () => {
  const expected = { quick: { testAccuracy: { min: 0.8 } } };
  expect(texts(chapter(), { ...finished, expected, result: { testAccuracy: 0.8 } })).toEqual([]);
});

test('a run that misses it is told with what was reached, and what could be expected', () => {
  const expected = { quick: { testAccuracy: { min: 0.9 } }, standard: { testAccuracy: { min: 0.95 } } };
  expect(texts(chapter(), { ...finished, expected, result: { testAccuracy: 0.874 } })).toEqual([
    'content/index.mdx:3:1 “network” missed what is expected: test accuracy at least 0.90, reached 0.874, 0.026 too little. Mend the ' +
      'experiment, or expect what it reaches: expect={{ quick: { testAccuracy: { min: 0.82 } }, standard: { testAccuracy: { min: 0.95 } } }}',
  ]);
});

test('a run of which nothing is expected gets a suggestion, and one that fails its message', () => {
  expect(texts(chapter(), { ...finished, expected: {}, result: { testAccuracy: 0.5 } })).toEqual([
    'content/index.mdx:3:1 Nothing is expected of Quick of “network”. Its run suggests expect={{ quick: { testAccuracy: { min: 0.45 } } }}',
  ]);
  expect(texts(chapter(), { ...finished, expected: {}, result: null, message: 'No memory.' })).toEqual([
    'content/index.mdx:3:1 “network” failed: No memory. Press Run on its page to see where.',
  ]);
});

test('suggests by the kind of figure, and nothing of what depends on the machine', () => {
  const result = {
    testAccuracy: 0.03,
    kerasTestAccuracy: 0.8765,
    testLoss: 0.4321,
    parameterCount: 122_570,
    'learningRate[3]': 0.00123,
    kerasImagesPerSecond: 812.5,
  };
  expect(suggestExpectations(result)).toEqual({
    testAccuracy: { min: 0 },
    kerasTestAccuracy: { min: 0.82 },
    testLoss: { max: 0.54 },
    parameterCount: { equals: 122_570 },
    'learningRate[3]': { equals: 0.0012, tolerance: 0.00031 },
  });
});
