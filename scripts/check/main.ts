/**
 * Tells what is wrong in chapters, and where, without a browser:
 *
 *     npm run check                   every lesson
 *     npm run check -- 07-my-chapter  one of them
 */
import { join } from 'node:path';
import { Failure, runCommand } from '../setup/failure.mjs';
import type { Chapter } from './chapter.ts';
import { checkChapters } from './check-chapters.ts';
import { isLesson, LESSONS, readCourse, type Course } from './course.ts';
import { problemText } from './problem.ts';

function chooseChapters({ chapters }: Course, names: readonly string[]): Chapter[] {
  const lessons = chapters.filter(isLesson);
  const unknown = names.find((name) => !lessons.some((lesson) => folderOf(lesson) === name));
  if (unknown !== undefined) {
    const folders = lessons.map(folderOf).join(', ');
    throw new Failure(`There is no chapter “${unknown}” in ${LESSONS}. There are ${folders}.`);
  }
  return names.length === 0 ? lessons : lessons.filter((lesson) => names.includes(folderOf(lesson)));
}

function folderOf({ file }: Chapter): string {
  return file.slice(LESSONS.length).replace(/\/.*$/, '');
}

await runCommand(() => {
  const course = readCourse(join(import.meta.dirname, '../..'));
  const chapters = chooseChapters(course, process.argv.slice(2));
  const problems = checkChapters(chapters, course);
  for (const problem of problems) console.log(problemText(problem));
  console.log(`${chapters.length} chapters, ${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
  return Promise.resolve();
});
