/** Reads an exercise out of the HTML that its Markdown became. Runs when the site is built. */
import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString } from 'hast-util-to-string';
import { ExpressionError } from '../../src/expressions/expression-error.ts';
import { parse } from '../../src/expressions/parse.ts';
import type { Program } from '../../src/expressions/syntax.ts';
import { assignedNames } from './assigned-names.ts';
import { elements, parseHtml, takeApart } from '../quiz/html-parts.ts';
import { QuizError } from '../quiz/quiz-error.ts';

/** What every exercise has. */
export interface ExerciseParts {
  /** What there is to do, as HTML. */
  readonly taskHtml: string;
  /** The program that the reader begins with. */
  readonly starter: string;
  /** The same as highlighted code, with the styles that the page's code may need from there. */
  readonly starterHtml: string;
  /** The program whose values are the right ones. */
  readonly solution: string;
  readonly solutionHtml: string;
  readonly hintsHtml: readonly string[];
  /** Programs between `Checks` tags. */
  readonly checks: readonly string[];
}

/** An exercise in the language of the tensor widgets. */
export type Exercise = Omit<ExerciseParts, 'starterHtml' | 'checks'>;

/**
 * The first block of code is the program to begin with, the first one of `Solution` the right one.
 *
 * @param place the file and the exercise, for messages
 * @throws {QuizError} when a program is missing.
 */
export function takeExerciseApart(html: string, place: string): ExerciseParts {
  const { blocks, hintsHtml, solution, checks, assetsHtml } = takeApart(parseHtml(html), place);
  const starterBlock = blocks.find((block) => findCode(block) !== null);
  const starter = starterBlock ? codeText(starterBlock) : '';
  if (!starterBlock || starter.trim() === '') {
    throw new QuizError(
      place,
      'there is no program to begin with.',
      'Write it as a block of code, between ```python and ```.',
    );
  }
  const right = solution ? codeText(solution) : '';
  if (!solution || right.trim() === '') {
    throw new QuizError(place, 'there is no solution.', 'Write a block of code between <Solution> and </Solution>.');
  }
  return {
    taskHtml: toHtml(blocks.filter((block) => block !== starterBlock)) + assetsHtml,
    starter,
    starterHtml: checks.flatMap(elements).map(assetsOf).join('') + toHtml(starterBlock),
    solution: right,
    solutionHtml: toHtml(solution.children),
    hintsHtml,
    checks: checks.map(codeText),
  };
}

/**
 * Reads an exercise whose reader is given an empty field with the starter as text.
 *
 * @param names what is compared
 * @param place the file and the exercise, for messages
 * @throws {QuizError} when a program is missing or cannot be read, or the solution lacks a name.
 */
export function readExercise(html: string, names: readonly string[], place: string): Exercise {
  const { starterHtml, checks, ...exercise } = takeExerciseApart(html, place);
  if (checks.length > 0) {
    throw new QuizError(place, 'only Python has checks.', 'Make it a <PythonExercise>, or take <Checks> out.');
  }
  readProgram(exercise.starter, `${place}, program to begin with`);
  checkNames(readProgram(exercise.solution, `${place}, solution`), names, place);
  // The program itself goes into the field as text.
  const assets = parseHtml(starterHtml)
    .children.filter((child) => child.type === 'element')
    .map(assetsOf);
  return { ...exercise, taskHtml: exercise.taskHtml + assets.join('') };
}

function readProgram(source: string, place: string): Program {
  try {
    return parse(source);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const { line, column } = error.place;
    throw new QuizError(`${place}, line ${line}, column ${column}`, error.message, error.fix);
  }
}

function checkNames(program: Program, names: readonly string[], place: string): void {
  const assigned = assignedNames(program);
  if (names.length === 0) {
    throw new QuizError(place, 'nothing is checked.', 'Name what the program has to compute: check="mean, total".');
  }
  const missing = names.find((name) => !assigned.includes(name));
  if (missing !== undefined) {
    throw new QuizError(place, `its solution gives “${missing}” no value.`, 'Check a name that the solution assigns.');
  }
}

/** The block of code inside of an element, or null. */
function findCode(element: Element): Element | null {
  if (element.tagName === 'pre') return element;
  for (const child of elements(element)) {
    const found = findCode(child);
    if (found) return found;
  }
  return null;
}

function codeText(element: Element): string {
  const code = findCode(element);
  if (!code) return '';
  const lines = findLines(code);
  return lines.length > 0 ? lines.map((line) => toString(line).replace(/\n$/, '')).join('\n') : toString(code);
}

/** The lines of highlighted code, which stand in elements of their own. */
function findLines(element: Element): readonly Element[] {
  const { className } = element.properties;
  if (Array.isArray(className) && className.includes('ec-line')) return [element];
  return elements(element).flatMap(findLines);
}

/** Styles and scripts for all code of a page stand in its first block, which may be the one that is taken out. */
function assetsOf(element: Element): string {
  return toHtml(elements(element).filter(({ tagName }) => ['link', 'script', 'style'].includes(tagName)));
}
