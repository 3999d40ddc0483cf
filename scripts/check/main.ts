/**
 * Tells what is wrong in chapters, and where, without a browser:
 *
 *     npm run check                         every lesson
 *     npm run check -- 07-my-chapter        one of them
 *     npm run check -- --run 07-my-chapter  runs its experiments too, in a browser without a window
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure, runCommand } from '../setup/failure.mjs';
import type { Chapter } from './chapter.ts';
import { checkChapters } from './check-chapters.ts';
import { isLesson, LESSONS, readCourse, type Course } from './course.ts';
import { problemText } from './problem.ts';
import { checkRuns } from './run/check-runs.ts';

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

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

await runCommand(async () => {
  const { values, positionals } = parseArgs({ options: { run: { type: 'boolean' } }, allowPositionals: true });
  const course = readCourse(join(import.meta.dirname, '../..'));
  const chapters = chooseChapters(course, positionals);
  const problems = checkChapters(chapters, course);
  for (const problem of problems) console.log(problemText(problem));
  const missed = values.run && problems.length === 0 ? await checkRuns(chapters) : [];
  const count = problems.length + missed.length;
  console.log(`${counted(chapters.length, 'chapter')}, ${counted(count, 'problem')}`);
  process.exitCode = count === 0 ? 0 : 1;
});
