import type { APIContext } from 'astro';
import { expect, test } from 'vitest';
import { GET } from '../../../src/pages/robots.txt.ts';

async function robots(site: URL | undefined): Promise<string> {
  // Of a request only the address of the site counts.
  const response = await GET({ site } as APIContext);
  return response.text();
}

test('robots may read everything, and learn where the pages are if the site knows its address', async () => {
  expect(await robots(new URL('https://example.org'))).toBe(
    'User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap-index.xml\n',
  );
  expect(await robots(undefined)).toBe('User-agent: *\nAllow: /\n');
});
