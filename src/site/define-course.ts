import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import mdx from '@astrojs/mdx';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { checkInDev } from '../../scripts/check/dev/check-in-dev.ts';
import { buildSiteDatasets } from '../../scripts/data/site/build-with-site.ts';
import { readBase } from '../../scripts/setup/base.mjs';
import { cacheHeaders } from './cache-headers.ts';
import { codeFrames } from './code-frames.ts';
import { finishPages } from './finish-pages.ts';
import { siteFont } from './fonts.ts';
import { languageName, originalLanguage } from '../languages/languages.ts';
import { translatedLabel } from '../languages/translated-label.ts';
import { precompress } from './precompress.ts';
import { pyodideFiles } from './pyodide-files.ts';
import { sitemapOfLanguages } from './sitemap.ts';
import { watchLess } from './watch-less.ts';

/** Of this package: its files are named from here, a course's own from the folder of its Astro configuration. */
const generator = fileURLToPath(new URL('../..', import.meta.url));
const siteFile = (name: string) => join(generator, 'src/site', name);

/** What a course says of itself. The rest is in its folder `content`. */
export interface CourseOptions {
  /** Its name, at the top of every page. */
  readonly title: string;
  /** What it is, in a sentence: for search engines, and for pages that say nothing of themselves. */
  readonly description: string;
  /** Style sheets of the course's own, from its folder: `./colours.css`. They come last, so they win. */
  readonly customCss?: readonly string[];
  /** Languages that its pages are shown in besides English, by their tags: `['de', 'es']`. Each has every page once more. */
  readonly translations?: readonly string[];
}

/**
 * The Astro configuration of a course: `export default defineCourse({ title, description })`.
 *
 * Three words of the environment belong to where a site is put and when: `BASE` (the path below which it lies), `SITE_URL`
 * (its address, for a sitemap and share images) and `DUET_DRAFTS=1` (drafts are built too).
 */
export function defineCourse({ title, description, customCss = [], translations = [] }: CourseOptions) {
  const siteUrl = process.env.SITE_URL;
  const base = readBase(process.env.BASE);
  const languages = [originalLanguage, ...translations];
  return defineConfig({
    // A host below a path (https://example.org/duet/) is set by the environment, not by an edit.
    base,
    ...(siteUrl ? { site: siteUrl } : {}),
    srcDir: join(generator, 'src'),
    fonts: [
      siteFont('Bricolage Grotesque', '--duet-font-heading', 'sans-serif', [{ axis: 'opsz', style: 'normal' }]),
      siteFont('Atkinson Hyperlegible Next', '--duet-font-text', 'sans-serif', [
        { axis: 'wght', style: 'normal' },
        { axis: 'wght', style: 'italic' },
      ]),
      siteFont('Atkinson Hyperlegible Mono', '--duet-font-code', 'monospace', [{ axis: 'wght', style: 'normal' }]),
    ],
    integrations: [
      starlight({
        title,
        description,
        // The key of the originals' language is "root": it has no place in an address.
        locales: Object.fromEntries(
          languages.map((tag) => [tag === originalLanguage ? 'root' : tag, { label: languageName(tag), lang: tag }]),
        ),
        favicon: '/favicon.svg',
        // content/404.mdx is that page.
        disable404Route: true,
        // Folders from the course's root, because content/ is not where Starlight would have it.
        sidebar: [
          {
            ...translatedLabel('duet.lessons'),
            items: [{ slug: 'course' }, { autogenerate: { directory: 'content/lessons' } }, { slug: 'glossary' }],
          },
          { ...translatedLabel('duet.forTeachers'), items: [{ autogenerate: { directory: 'content/teach' } }] },
        ],
        customCss: [
          ...['tokens', 'page', 'prose', 'highlight', 'print'].map((name) => siteFile(`styles/${name}.css`)),
          ...customCss,
        ],
        components: Object.fromEntries(
          [
            'FallbackContentNotice',
            'Footer',
            'Head',
            'Header',
            'PageSidebar',
            'PageTitle',
            'Sidebar',
            'TwoColumnContent',
          ].map((name) => [name, siteFile(`${name}.astro`)]),
        ),
        // Notes (:::note) and links on headings, in content/ and in FEATURES.md, which a page shows.
        markdown: { processedDirs: ['./', generator] },
        routeMiddleware: ['features-headings.ts', 'alternates.ts'].map(siteFile),
        expressiveCode: codeFrames(),
      }),
      mdx(),
      buildSiteDatasets(),
      finishPages(),
      checkInDev(),
      watchLess(),
      pyodideFiles(),
      cacheHeaders(),
      // Without an address a sitemap has nothing to list: this empty stand-in keeps Starlight from adding one that warns.
      siteUrl ? sitemapOfLanguages(base, languages) : { name: '@astrojs/sitemap', hooks: {} },
      // After Starlight's search index and the integrations that change pages.
      precompress(),
    ],
    vite: {
      define: {
        'import.meta.env.COURSE_TITLE': JSON.stringify(title),
        'import.meta.env.COURSE_DESCRIPTION': JSON.stringify(description),
        'import.meta.env.COURSE_LANGUAGES': JSON.stringify(languages),
        // Drafts are built in every mode but production: Starlight's rule, and components/lesson-list keeps to it.
        ...(process.env.DUET_DRAFTS === '1' ? { 'import.meta.env.MODE': '"drafts"' } : {}),
      },
      resolve: { alias: { '@components': join(generator, 'components') } },
      worker: { format: 'es' },
      // Astro's own "use astro:head-inject" has done its work when the bundler warns of it.
      build: { rolldownOptions: { checks: { moduleLevelDirective: false } } },
    },
  });
}
