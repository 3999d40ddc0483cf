import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { checkChapters } from '../../../../scripts/check/check-chapters.ts';
import { readCourse } from '../../../../scripts/check/course.ts';
import { problemText } from '../../../../scripts/check/problem.ts';

const root = join(import.meta.dirname, '../../../..');
const fixtures = join(root, 'tests/fixtures/chapters');
const bad = readdirSync(fixtures).filter((name) => name !== 'good');

/** What `npm run check` prints of the chapter of a folder, without the folder's path. */
function check(name: string, content = fixtures): string[] {
  const course = readCourse(root, content);
  const inFolder = course.chapters.filter(({ path }) => dirname(path) === join(content, name));
  // Where there is a translation, its original is a good chapter.
  const chapters = inFolder.length === 1 ? inFolder : inFolder.filter(({ language }) => language !== undefined);
  expect(chapters).toHaveLength(1);
  return checkChapters(chapters, course).map((problem) => problemText(problem).replace(/^\S*\/(?=[\w.]+:)/, ''));
}

test.each(bad)('tells all that is wrong with the chapter “%s”', async (name) => {
  const problems = check(name);
  expect(problems.length).toBeGreaterThan(0);
  await expect(`${problems.join('\n')}\n`).toMatchFileSnapshot(join(fixtures, name, 'problems.txt'));
});

test('has nothing to say of a good chapter, with the line ends of either system', () => {
  expect(check('good')).toEqual([]);
  const content = mkdtempSync(join(tmpdir(), 'duet-chapters-'));
  try {
    cpSync(join(fixtures, 'good'), join(content, 'good'), { recursive: true });
    const page = join(content, 'good/index.mdx');
    writeFileSync(page, readFileSync(page, 'utf8').replaceAll('\n', '\r\n').replace('A chapter', '第一章'));
    expect(check('good', content)).toEqual([]);
  } finally {
    rmSync(content, { recursive: true });
  }
});

test('tells of an image that is too large for a page', () => {
  const content = mkdtempSync(join(tmpdir(), 'duet-chapters-'));
  try {
    cpSync(join(fixtures, 'good'), join(content, 'good'), { recursive: true });
    const page = join(content, 'good/index.mdx');
    writeFileSync(page, `${readFileSync(page, 'utf8')}\n![A photograph](photo.png)\n`);
    writeFileSync(join(content, 'good/photo.png'), new Uint8Array(40_000_000));
    expect(check('good', content)).toEqual([
      expect.stringContaining('The image “photo.png” has 40.0 MB. Save it smaller'),
    ]);
  } finally {
    rmSync(content, { recursive: true });
  }
});
