import { expect, test } from 'vitest';
import { lessonToContinue, stateOf } from '../../../../components/progress/progress.ts';
import { workText } from '../../../../components/progress/work-text.ts';

const lessons = ['a', 'b', 'c'];

test.each([
  ['nothing yet: the first', [], [], 'a'],
  ['in the middle: the one opened last', ['a', 'b'], [], 'b'],
  ['the last opened is done: the next', ['b'], ['b'], 'c'],
  ['the end is done, the beginning is not', ['c'], ['c'], 'a'],
  ['a lesson that is gone', ['b', 'gone'], [], 'b'],
  ['all done', ['a'], ['c', 'b', 'a'], undefined],
])('continues with %s', (_, opened, done, expected) => {
  expect(lessonToContinue({ opened, done }, lessons)).toBe(expected);
});

test('done outweighs begun', () => {
  const progress = { opened: ['a', 'b'], done: ['a'] };
  expect(lessons.map((lesson) => stateOf(progress, lesson))).toEqual(['done', 'begun', 'new']);
});

test('says what there is to solve, and what is solved', () => {
  const words = {
    questions: '4 questions',
    exercises: '1 exercise',
    both: '{{questions}} and {{exercises}}',
    solvedOf: '{{solved}} of {{all}}',
    solved: '{{tasks}} solved',
  };
  expect(workText(words, { questions: 4, exercises: 1 })).toBe('4 questions and 1 exercise');
  expect(workText(words, { questions: 4, exercises: 1 }, { questions: 9, exercises: 0 })).toBe(
    '4 of 4 questions and 0 of 1 exercise solved',
  );
  expect(workText(words, { questions: 0, exercises: 0 }, { questions: 1, exercises: 0 })).toBe('');
});
