import { markdownToHtml } from 'satteri';
import { describe, expect, test } from 'vitest';
import { readExercise } from '../../../../components/exercise/read-exercise.ts';

const fence = '```';

function markdown(starter: string, solution: string): string {
  return [
    'Add *one*.',
    '',
    ...(starter === '' ? [] : [`${fence}python`, starter, fence, '']),
    'Mind the dtype.',
    '',
    '<quiz-hint>Look.</quiz-hint>',
    '',
    '<quiz-solution>',
    '',
    ...(solution === '' ? [] : [`${fence}python`, solution, fence, '']),
    'That is all.',
    '',
    '</quiz-solution>',
  ].join('\n');
}

function read(starter: string, solution: string, names: readonly string[] = ['y']): ReturnType<typeof readExercise> {
  return readExercise(markdownToHtml(markdown(starter, solution)).html, names, 'a.mdx, exercise "e"');
}

test('the first block of code is the starter, that of the solution the right program', () => {
  const exercise = read('x = tensor([1.])\ny = x', 'x = tensor([1.])\ny = x + 1');
  expect(exercise.starter.trim()).toBe('x = tensor([1.])\ny = x');
  expect(exercise.solution.trim()).toBe('x = tensor([1.])\ny = x + 1');
  expect(exercise.taskHtml).toContain('Add <em>one</em>.');
  expect(exercise.taskHtml).toContain('Mind the dtype.');
  expect(exercise.taskHtml).not.toContain('tensor');
  expect(exercise.hintsHtml).toEqual(['Look.']);
  expect(exercise.solutionHtml).toContain('That is all.');
});

test('highlighted code is read line by line, and what its page needs of it is kept', () => {
  const code = (lines: readonly string[]) =>
    '<div class="expressive-code"><link rel="stylesheet" href="ec.css"><figure><pre><code>' +
    lines.map((line) => `<div class="ec-line"><div class="code"><span>${line}</span>\n</div></div>`).join('') +
    '</code></pre></figure></div>';
  const html = `<p>Do.</p>${code(['x = 1', '', 'y = x'])}<quiz-solution>${code(['y = 2'])}</quiz-solution>`;
  const exercise = readExercise(html, ['y'], 'a.mdx');
  expect(exercise.starter).toBe('x = 1\n\ny = x');
  expect(exercise.solution).toBe('y = 2');
  expect(exercise.taskHtml).toContain('ec.css');
});

describe('what cannot be solved ends the build, with place, fact and fix:', () => {
  test.each([
    ['no starter', '', 'y = 1', ['y'], 'a.mdx, exercise "e": there is no program to begin with.'],
    ['no solution', 'y = 1', '', ['y'], 'a.mdx, exercise "e": there is no solution.'],
    ['nothing checked', 'y = 1', 'y = 2', [], 'a.mdx, exercise "e": nothing is checked.'],
    ['a name without value', 'y = 1', 'y = 2', ['y', 'z'], 'a.mdx, exercise "e": its solution gives “z” no value.'],
    ['no Python', 'y = = 1', 'y = 2', ['y'], 'a.mdx, exercise "e", program to begin with, line 1, column'],
    ['a solution that is no Python', 'y = 1', 'x = 1\ny = (', ['y'], 'a.mdx, exercise "e", solution, line'],
  ])('%s', (_, starter, solution, names, message) => {
    expect(() => read(starter, solution, names)).toThrow(message);
  });
});
