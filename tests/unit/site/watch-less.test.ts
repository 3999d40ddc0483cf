import { expect, test } from 'vitest';
import { unwatched } from '../../../src/site/watch-less.ts';

test.each([
  ['/course/dist', true],
  ['/course/dist/lessons/start-here/index.html', true],
  ['/course/.judge/lib/torch/__init__.py', true],
  ['/course/tests/fixtures/chapters/a/index.mdx', true],
  ['/course', false],
  ['/course/content/lessons/tests/index.mdx', false],
  ['/course/distances.ts', false],
  ['/generator/src/site/Sidebar.astro', false],
])('%s is left alone in dev: %s', (file, isIgnored) => {
  expect(unwatched('/course/', '/course/dist/')(file)).toBe(isIgnored);
});
