/** Every exercise in Python of the course: it begins wrong, and its own solution solves it. */
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { checkedNames } from '../../../components/exercise/assigned-names.ts';
import { readCourse } from '../../../scripts/check/course.ts';
import { jsxElements, textAttribute, type JsxElement } from '../../../scripts/check/mdx-nodes.ts';
import { programsOf } from '../../../scripts/check/rules/exercises.ts';
import type { PythonInterpreter } from '../../../src/python/interpreter.ts';
import { outputOf, root, startPython } from '../support/python.ts';

const exercises = readCourse(root, join(root, 'content')).chapters.flatMap(({ file, tree }) =>
  (tree ? jsxElements(tree) : [])
    .filter(({ name }) => name === 'PythonExercise')
    .map((element): [string, JsxElement] => [`${file}#${textAttribute(element, 'id') ?? ''}`, element]),
);
let python: PythonInterpreter;

beforeAll(async () => {
  python = await startPython();
}, 120_000);

test('there are some', () => {
  expect(exercises.length).toBeGreaterThan(0);
});

test.each(exercises)('%s', async (session, element) => {
  const { starter, solution, checks } = programsOf(element);
  const check = {
    solution: solution?.value ?? '',
    names: checkedNames(textAttribute(element, 'check') ?? ''),
    tolerance: 1e-5,
    assertions: checks[0]?.value ?? '',
  };
  const findingsOf = async (code: string) => {
    python.forget(session);
    const { error } = await outputOf(python, code, session);
    if (error) return [{ isRight: false, text: error.message }];
    return await python.check({ name: 'cell.py', session }, check);
  };
  const atFirst = await findingsOf(starter?.value ?? '');
  expect(atFirst.every(({ isRight }) => isRight)).toBe(false);
  expect(atFirst.map(({ text }) => text).join('\n')).not.toContain('The solution itself fails');
  const solved = await findingsOf(check.solution);
  expect(solved.filter(({ isRight }) => !isRight)).toEqual([]);
  expect(solved.length).toBeGreaterThan(0);
});
