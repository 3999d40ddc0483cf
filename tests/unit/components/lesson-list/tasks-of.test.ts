import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tasksOf } from '../../../../components/lesson-list/tasks-of.ts';

const lessons = globSync('content/lessons/*/index.mdx').map((path) => readFileSync(path, 'utf8'));

test('finds what has its properties in one line and in several, and names what has no title', () => {
  const mdx =
    '<Exercise id="a" title="A dense layer" check="x">\n\n<Exercise\n  check="y"\n  id="b"\n>\n\nText <Exercise id="c">\n' +
    '<PythonExercise id="d">';
  expect(tasksOf('Exercise', mdx)).toEqual([
    { id: 'a', title: 'A dense layer' },
    { id: 'b', title: 'Your turn' },
    { id: 'd', title: 'Your turn' },
  ]);
  expect(tasksOf('Goal', mdx)).toEqual([]);
});

test.each(['Exercise', 'Goal'] as const)('finds every %s of the course', (tag) => {
  const all = lessons.flatMap((mdx) => mdx.match(new RegExp(`^<(Python)?${tag}\\b`, 'gm')) ?? []);
  expect(all.length).toBeGreaterThan(0);
  expect(lessons.flatMap((mdx) => tasksOf(tag, mdx))).toHaveLength(all.length);
});
