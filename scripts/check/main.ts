/**
 * Tells what is wrong in chapters and in the data sets of content/data, and where, without a browser:
 *
 *     npm run check                         every lesson
 *     npm run check -- 07-my-chapter        one of them; its number is enough: npm run check -- 07
 *     npm run check -- --run 07-my-chapter  runs its experiments too, in a browser without a window
 */
import { parseArgs } from 'node:util';
import { BuildError } from '../data/build-error.ts';
import { buildOutdated, siteFolders } from '../data/site/build-site-datasets.ts';
import { Failure, runCommand } from '../setup/failure.mjs';
import { course as courseFolder } from '../setup/paths.mjs';
import type { Chapter } from './chapter.ts';
import { checkChapters } from './check-chapters.ts';
import { isLesson, LESSONS, readCourse, type Course } from './course.ts';
import { languageFileProblems, wordsToTranslate } from './language-files.ts';
import { problemText } from './problem.ts';
import { checkRuns } from './run/check-runs.ts';
import { translationSummary } from './translation-summary.ts';

function chooseChapters({ chapters }: Course, names: readonly string[]): Chapter[] {
  const lessons = chapters.filter(isLesson);
  const unknown = names.find((name) => !lessons.some((lesson) => isCalled(lesson, name)));
  if (unknown !== undefined) {
    const folders = lessons.map(folderOf).join(', ');
    throw new Failure(`There is no chapter “${unknown}” in ${LESSONS}. There are ${folders}.`);
  }
  return names.length === 0 ? lessons : lessons.filter((lesson) => names.some((name) => isCalled(lesson, name)));
}

/** By its folder or by the number before it. */
function isCalled(lesson: Chapter, name: string): boolean {
  const folder = folderOf(lesson);
  return folder === name || (/^\d+$/.test(name) && folder.startsWith(`${name}-`));
}

function folderOf({ file }: Chapter): string {
  return file.slice(LESSONS.length).replace(/\/.*$/, '');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Builds what has changed, since chapters are held against it. */
async function dataProblems(): Promise<readonly string[]> {
  try {
    await buildOutdated(siteFolders(courseFolder), (line) => console.log(line));
    return [];
  } catch (error) {
    if (error instanceof BuildError) return error.message.split('\n');
    throw error;
  }
}

await runCommand(async () => {
  const { values, positionals } = parseArgs({ options: { run: { type: 'boolean' } }, allowPositionals: true });
  const ofData = await dataProblems();
  const course = readCourse(courseFolder);
  const chapters = chooseChapters(course, positionals);
  const ofLanguages = positionals.length === 0 ? languageFileProblems() : [];
  const problems = [...ofData, ...[...ofLanguages, ...checkChapters(chapters, course)].map(problemText)];
  for (const problem of problems) console.log(problem);
  if (positionals.length === 0) for (const line of translationSummary(course, wordsToTranslate)) console.log(line);
  const missed =
    values.run && problems.length === 0
      ? await checkRuns(chapters.filter(({ language }) => language === undefined))
      : [];
  const count = problems.length + missed.length;
  console.log(`${counted(chapters.length, 'chapter')}, ${counted(count, 'problem')}`);
  process.exitCode = count === 0 ? 0 : 1;
});
