import { expect, test } from 'vitest';
import { pageIdOfFile, parsePageFile } from '../../../src/languages/page-file.ts';
import { pageHref, parsePageId } from '../../../src/languages/page-id.ts';

test.each([
  ['index.mdx', undefined, 'index'],
  ['course.mdx', 'course', 'course'],
  ['teach/index.mdx', undefined, 'teach'],
  ['teach/Own data.md', undefined, 'teach/own-data'],
  ['lessons/02-digits/index.mdx', 'lessons/digits', 'lessons/digits'],
  ['index.de.mdx', undefined, 'de'],
  ['teach/index.es.mdx', undefined, 'es/teach'],
  ['lessons/02-digits/index.de.mdx', 'lessons/digits', 'de/lessons/digits'],
  ['teach/version.v2.mdx', undefined, 'teach/versionv2'],
])('the page of %s with the slug %s is %s', (file, slug, id) => {
  expect(pageIdOfFile(file, slug)).toBe(id);
});

test('a translation lies beside its original', () => {
  expect(parsePageFile('lessons/a/index.de.mdx')).toEqual({ language: 'de', name: 'lessons/a/index' });
  expect(parsePageFile('lessons/a/index.mdx')).toEqual({ language: undefined, name: 'lessons/a/index' });
});

test.each([
  ['', undefined, '', '/base/'],
  ['index', undefined, '', '/base/'],
  ['de', 'de', '', '/base/de/'],
  ['de/lessons/digits', 'de', 'lessons/digits', '/base/de/lessons/digits/'],
  ['design', undefined, 'design', '/base/design/'],
])('the id %s says its language and its page', (id, language, page, href) => {
  expect(parsePageId(id)).toEqual({ language, page });
  expect(pageHref(language, page, '/base/')).toBe(href);
});
