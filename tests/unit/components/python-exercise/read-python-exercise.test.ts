import { markdownToHtml } from 'satteri';
import { describe, expect, test } from 'vitest';
import { outlinePython } from '../../../../components/python-exercise/python-outline.ts';
import { readPythonExercise } from '../../../../components/python-exercise/read-python-exercise.ts';

const fence = '```';

interface Written {
  readonly starter?: string;
  readonly solution?: string;
  readonly checks?: readonly string[];
}

function block(source: string): string[] {
  return source === '' ? [] : [`${fence}python`, source, fence, ''];
}

function markdown({ starter = 'x = 0', solution = 'x = 1', checks = [] }: Written): string {
  return [
    'Add *one*.',
    '',
    ...checks.flatMap((each) => ['<exercise-checks>', '', ...block(each), '</exercise-checks>', '']),
    ...block(starter),
    '<quiz-hint>Look.</quiz-hint>',
    '',
    '<quiz-solution>',
    '',
    ...block(solution),
    '</quiz-solution>',
  ].join('\n');
}

function read(written: Written, names: readonly string[] = ['x']): ReturnType<typeof readPythonExercise> {
  return readPythonExercise(markdownToHtml(markdown(written)).html, names, 'a.mdx, exercise "e"');
}

test('programs and checks are taken out of the text, and the checks are nowhere in it', () => {
  const exercise = read({ checks: ['assert x == 1, "It is not one."'] });
  expect(exercise.starter.trim()).toBe('x = 0');
  expect(exercise.starterHtml).toContain('x = 0');
  expect(exercise.solution.trim()).toBe('x = 1');
  expect(exercise.assertions.trim()).toBe('assert x == 1, "It is not one."');
  expect(exercise.hintsHtml).toEqual(['Look.']);
  expect(exercise.taskHtml).toContain('Add <em>one</em>.');
  expect(exercise.taskHtml + exercise.starterHtml + exercise.solutionHtml).not.toContain('assert');
});

test('the styles that a page’s code needs stay, also where the first block is that of the checks', () => {
  const code = (source: string, link = '') =>
    `<div class="expressive-code">${link}<figure><pre><code><div class="ec-line">${source}</div></code></pre></figure></div>`;
  const html =
    `<exercise-checks>${code('assert x, "No."', '<link rel="stylesheet" href="ec.css">')}</exercise-checks>` +
    `${code('x = 0')}<quiz-solution>${code('x = 1')}</quiz-solution>`;
  const exercise = readPythonExercise(html, ['x'], 'a.mdx');
  expect(exercise.starterHtml).toContain('ec.css');
  expect(exercise.starterHtml).not.toContain('assert');
});

describe('what cannot be solved ends the build, with place, fact and fix:', () => {
  test.each<[string, Written, readonly string[], string]>([
    ['no starter', { starter: '' }, ['x'], 'exercise "e": there is no program to begin with.'],
    ['no solution', { solution: '' }, ['x'], 'exercise "e": there is no solution.'],
    ['a starter that is no Python', { starter: 'x = (' }, ['x'], '"e", program to begin with, line 1, column 5'],
    ['a solution that is no Python', { solution: 'x = 1\nfor x' }, ['x'], '"e", solution, line 2'],
    ['a name without value', {}, ['y'], 'its solution gives “y” no value.'],
    ['nothing checked', {}, [], 'nothing is checked. Name what is compared'],
    ['two checks', { checks: ['assert x, "No."', 'assert x, "No."'] }, [], 'it has two <Checks>.'],
    ['checks without assertion', { checks: ['x == 1'] }, [], '"e", checks: they assert nothing.'],
    [
      'an assertion without message',
      { checks: ['y = 1\nassert x'] },
      [],
      'checks, line 2: an assertion has no message.',
    ],
    ['checks that are no Python', { checks: ['assert ('] }, [], '"e", checks, line 1'],
  ])('%s', (_, written, names, message) => {
    expect(() => read(written, names)).toThrow(message);
  });
});

test('names that a program gives a value are found at every depth but that of functions and classes', () => {
  const source = [
    'import torch',
    'a = b = 1',
    'x, (y, *_) = 1, (2, 3)',
    'z: int = 3',
    'for i, j in []:',
    '    k = 1',
    'with open("f") as g:',
    '    if a:',
    '        w = 2',
    'def f(p):',
    '    inner = 1',
    '@deco',
    'class Net:',
    '    field = 1',
    'a.attribute = 1',
    'a[0] = 2',
  ].join('\n');
  expect(outlinePython(source).names).toEqual(['a', 'b', 'x', 'y', '_', 'z', 'i', 'j', 'k', 'g', 'w', 'f', 'Net']);
});
