/** Reads an exercise in Python out of the HTML that its Markdown became. Runs when the site is built. */
import { ExpressionError } from '../../src/expressions/expression-error.ts';
import { takeExerciseApart, type ExerciseParts } from '../exercise/read-exercise.ts';
import { QuizError } from '../quiz/quiz-error.ts';
import { outlinePython, type PythonOutline } from './python-outline.ts';

export interface PythonExercise extends Omit<ExerciseParts, 'checks'> {
  /** Of the teacher's, in Python; '' for none. */
  readonly assertions: string;
}

/**
 * The first block of code is the program to begin with, the first one of `Solution` the right one, and those of `Checks`
 * hold the assertions.
 *
 * @param names what is compared
 * @param place the file and the exercise, for messages
 * @throws {QuizError} when a program is missing or is no Python, or nothing can be checked.
 */
export function readPythonExercise(html: string, names: readonly string[], place: string): PythonExercise {
  const { checks, ...exercise } = takeExerciseApart(html, place);
  outline(exercise.starter, `${place}, program to begin with`);
  const solution = outline(exercise.solution, `${place}, solution`);
  const missing = names.find((name) => !solution.names.includes(name));
  if (missing !== undefined) {
    throw new QuizError(place, `its solution gives “${missing}” no value.`, 'Check a name that the solution assigns.');
  }
  if (names.length === 0 && checks.length === 0) {
    const fix = 'Name what is compared, check="loss, model", or write assertions between <Checks> and </Checks>.';
    throw new QuizError(place, 'nothing is checked.', fix);
  }
  return { ...exercise, assertions: readAssertions(checks, place) };
}

function readAssertions(checks: readonly string[], place: string): string {
  if (checks.length > 1) throw new QuizError(place, 'it has two <Checks>.', 'Write both into one.');
  const [assertions] = checks;
  if (assertions === undefined) return '';
  const { silentAssertions, assertionCount } = outline(assertions, `${place}, checks`);
  const [silent] = silentAssertions;
  const example = 'assert loss < 1, "The loss is still large."';
  if (assertionCount === 0)
    throw new QuizError(`${place}, checks`, 'they assert nothing.', `Write lines such as ${example}`);
  if (silent !== undefined) {
    const fix = `Say what the reader is told where it fails: ${example}`;
    throw new QuizError(`${place}, checks, line ${silent}`, 'an assertion has no message.', fix);
  }
  return assertions;
}

function outline(source: string, place: string): PythonOutline {
  try {
    return outlinePython(source);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const { line, column } = error.place;
    throw new QuizError(`${place}, line ${line}, column ${column}`, error.message, error.fix);
  }
}
