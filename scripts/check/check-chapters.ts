import type { Chapter } from './chapter.ts';
import { readChapterTypes } from './chapter-types.ts';
import type { Course } from './course.ts';
import { byPlace, type Problem } from './problem.ts';
import type { ParsedChapter, Rule } from './rule.ts';
import { compareProblems } from './rules/compare-sides.ts';
import { exerciseProblems } from './rules/exercises.ts';
import { experimentProblems } from './rules/experiments.ts';
import { frameworkNameProblems } from './rules/framework-names.ts';
import { frontMatterProblems } from './rules/front-matter.ts';
import { goalProblems } from './rules/goals.ts';
import { headingProblems } from './rules/headings.ts';
import { imageProblems } from './rules/images.ts';
import { importProblems } from './rules/imports.ts';
import { linkProblems } from './rules/links.ts';
import { propProblems } from './rules/props.ts';
import { pythonProblems } from './rules/python.ts';
import { questionProblems } from './rules/questions.ts';
import { settingProblems } from './rules/settings.ts';
import { syntaxProblems } from './rules/syntax.ts';
import { termProblems } from './rules/terms.ts';
import { translationProblems } from './rules/translations.ts';
import { uniqueChapterProblems } from './rules/unique-chapters.ts';
import { uniqueIdProblems } from './rules/unique-ids.ts';

const rules: readonly Rule[] = [
  compareProblems,
  exerciseProblems,
  experimentProblems,
  frameworkNameProblems,
  headingProblems,
  imageProblems,
  importProblems,
  linkProblems,
  questionProblems,
  termProblems,
  uniqueIdProblems,
];

/** All that is wrong with some chapters of a course, in the order of reading. */
export function checkChapters(chapters: readonly Chapter[], course: Course): Problem[] {
  const parsed = chapters.filter(isParsed);
  return [
    ...chapters.flatMap((chapter) => [...syntaxProblems(chapter), ...frontMatterProblems(chapter)]),
    ...parsed.flatMap((chapter) => rules.flatMap((rule) => rule(chapter, course))),
    ...codeProblems(parsed),
    ...translationProblems(chapters, course),
    ...uniqueChapterProblems(chapters, course),
    ...pythonProblems(chapters, course),
  ].sort(byPlace);
}

/** Of properties and settings, which only make sense where a chapter's code can be read. */
function codeProblems(chapters: readonly ParsedChapter[]): Problem[] {
  const types = readChapterTypes(chapters);
  return chapters.flatMap((chapter) => {
    const ofProps = propProblems(chapter, types);
    return [...ofProps, ...goalProblems(chapter, types), ...settingProblems(chapter, types, ofProps)];
  });
}

function isParsed(chapter: Chapter): chapter is ParsedChapter {
  return chapter.tree !== null;
}
