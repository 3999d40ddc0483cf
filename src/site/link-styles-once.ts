import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/**
 * Leaves the first of a page's links to the same style sheet.
 *
 * Expressive Code writes one for listings and one for fenced code. Chromium takes a sheet that is linked twice for a new
 * one whenever a script adds a link to the page, and lays all of a long lesson out again: 100 ms when a run begins.
 */
export function linkStylesOnce(): AstroIntegration {
  return {
    name: 'link-styles-once',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const folder = fileURLToPath(dir);
        for (const page of globSync('**/*.html', { cwd: folder })) {
          const file = join(folder, page);
          writeFileSync(file, withoutRepeatedLinks(readFileSync(file, 'utf8')));
        }
      },
    },
  };
}

function withoutRepeatedLinks(html: string): string {
  const seen = new Set<string>();
  return html.replaceAll(/<link rel="stylesheet" href="([^"]+)"[^>]*>/g, (link, address: string) => {
    if (seen.has(address)) return '';
    seen.add(address);
    return link;
  });
}
