import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkChapters } from '../../../../scripts/check/check-chapters.ts';
import { readCourse } from '../../../../scripts/check/course.ts';
import { createChapter } from '../../../../scripts/new-chapter/create-chapter.ts';

let lessons: string;

beforeEach(() => {
  lessons = mkdtempSync(join(tmpdir(), 'duet-lessons-'));
});

afterEach(() => {
  rmSync(lessons, { recursive: true });
});

function addLesson(folder: string, frontMatter: string): void {
  mkdirSync(join(lessons, folder));
  writeFileSync(join(lessons, folder, 'index.mdx'), `---\n${frontMatter}\n---\n`);
}

const page = (folder: string) => readFileSync(join(lessons, folder, 'index.mdx'), 'utf8');

test('numbers a chapter after the last one, and addresses it by its title', async () => {
  addLesson('04-graphs', 'title: Graphs\nslug: lessons/graphs\nlesson: 4');
  expect(await createChapter(lessons, 'Two  words: "quoted"')).toEqual({
    folder: '05-two-words-quoted',
    address: 'lessons/two-words-quoted/',
  });
  const text = page('05-two-words-quoted');
  expect(text).toContain('title: "Two words: \\"quoted\\""\n');
  expect(text).toContain('slug: lessons/two-words-quoted\n');
  expect(text).toContain('lesson: 5\n');
  expect(text).not.toContain('CHAPTER_');
  expect(readdirSync(join(lessons, '05-two-words-quoted/listings'))).toContain('torch_model.py');
});

test.each([
  ['Über Größe', '00-ueber-groesse'],
  ['Глава первая', '00-glava-pervaya'],
  ['第一章', '00-chapter-0'],
  ['../../outside', '00-outside'],
])('%s becomes the folder %s', async (title, folder) => {
  expect((await createChapter(lessons, title)).folder).toBe(folder);
});

test('makes nothing of a title that is empty, or whose address is taken', async () => {
  addLesson('00-graphs', 'title: Graphs\nslug: lessons/graphs\nlesson: 0');
  await expect(createChapter(lessons, ' ')).rejects.toThrow('A chapter needs a title');
  await expect(createChapter(lessons, 'Graphs')).rejects.toThrow(
    'The chapter 00-graphs has the address lessons/graphs already',
  );
  expect(readdirSync(lessons)).toEqual(['00-graphs']);
});

test('makes a chapter that npm run check has nothing to say of', async () => {
  const { address } = await createChapter(lessons, 'Two words');
  const course = readCourse(join(import.meta.dirname, '../../../..'), lessons);
  expect([...course.pages.keys()]).toEqual([address]);
  expect(checkChapters(course.chapters, course)).toEqual([]);
});
