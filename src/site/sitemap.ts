import { readFileSync } from 'node:fs';
import sitemap from '@astrojs/sitemap';
import type { AstroIntegration } from 'astro';
import { originalLanguage } from '../languages/languages.ts';
import { isUntranslated } from '../languages/untranslated.ts';

/** Lists the pages of the site with their translations, and leaves out those that show their original. */
export function sitemapOfLanguages(base: string, tags: readonly string[]): AstroIntegration {
  let folder: URL | undefined;
  const integration = sitemap({
    i18n: { defaultLocale: originalLanguage, locales: Object.fromEntries(tags.map((tag) => [tag, tag])) },
    filter: (address) => {
      const { pathname } = new URL(address);
      return !isUntranslated(readFileSync(new URL(`${pathname.slice(base.length)}index.html`, folder), 'utf8'));
    },
  });
  const write = integration.hooks['astro:build:done'];
  return {
    ...integration,
    hooks: {
      ...integration.hooks,
      'astro:build:done': (options) => {
        folder = options.dir;
        return write?.(options);
      },
    },
  };
}
