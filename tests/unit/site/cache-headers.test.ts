import { expect, test } from 'vitest';
import { headersBelow } from '../../../src/site/cache-headers.ts';

const year = 'Cache-Control: public, max-age=31536000, immutable';

test('rules name folders below the base path', () => {
  const [rule, header] = headersBelow('/course/').split('\n');
  expect([rule, header]).toEqual(['/course/_astro/*', `  ${year}`]);
  expect(headersBelow('/').split('\n')[0]).toBe('/_astro/*');
});

test('no address fits two rules, because a host would join their values', () => {
  const folders = headersBelow('/').match(/^\/.*(?=\*$)/gm) ?? [];
  expect(folders.length).toBeGreaterThan(1);
  const nested = folders.filter((folder) => folders.some((other) => other !== folder && folder.startsWith(other)));
  expect(nested).toEqual([]);
});
