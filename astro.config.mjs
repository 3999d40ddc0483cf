import mdx from '@astrojs/mdx';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { buildSiteDatasets } from './scripts/data/site/build-with-site.ts';
import { readBase } from './scripts/setup/base.mjs';
import { cacheHeaders } from './src/site/cache-headers.ts';
import { checkInDev } from './scripts/check/dev/check-in-dev.ts';
import { codeThemes } from './src/site/code-themes.ts';
import { siteFont } from './src/site/fonts.ts';
import { linkStylesOnce } from './src/site/link-styles-once.ts';
import { precompress } from './src/site/precompress.ts';

const siteUrl = process.env.SITE_URL;
// Drafts are built in every mode but production: Starlight's rule, and components/lesson-list keeps to it.
const mode = process.env.DUET_DRAFTS === '1' ? { define: { 'import.meta.env.MODE': '"drafts"' } } : {};

export default defineConfig({
  // A host below a path (https://example.org/duet/) is set by the environment, not by an edit.
  base: readBase(process.env.BASE),
  ...(siteUrl ? { site: siteUrl } : {}),
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
      title: 'Duet',
      description: 'Learn PyTorch and Keras together, by training the same network in both, in your browser.',
      favicon: '/favicon.svg',
      // content/404.mdx is that page.
      disable404Route: true,
      // Folders from the repository's root, because content/ is not where Starlight would have it.
      sidebar: [
        {
          label: 'Lessons',
          items: [{ slug: 'course' }, { autogenerate: { directory: 'content/lessons' } }, { slug: 'glossary' }],
        },
        { label: 'For teachers', items: [{ autogenerate: { directory: 'content/teach' } }] },
      ],
      customCss: ['tokens', 'page', 'prose', 'highlight', 'print'].map((name) => `./src/site/styles/${name}.css`),
      components: Object.fromEntries(
        ['Footer', 'Head', 'Header', 'PageSidebar', 'PageTitle', 'Sidebar', 'TwoColumnContent'].map((name) => [
          name,
          `./src/site/${name}.astro`,
        ]),
      ),
      // Notes (:::note) and links on headings, in content/ and in FEATURES.md, which a page shows.
      markdown: { processedDirs: ['./'] },
      routeMiddleware: './src/site/features-headings.ts',
      expressiveCode: {
        defaultProps: { overridesByLang: { 'bash,console,sh': { frame: 'none' } } },
        themes: codeThemes(),
        minSyntaxHighlightingColorContrast: 4.5,
        styleOverrides: {
          borderColor: 'var(--duet-line)',
          borderRadius: 'var(--duet-radius)',
          codeFontFamily: 'var(--duet-font-code)',
          codeFontSize: '0.9375rem',
          codeLineHeight: '1.6',
          codePaddingBlock: '1rem',
          codePaddingInline: '1.25rem',
          uiFontFamily: 'var(--duet-font-text)',
          uiFontSize: '0.875rem',
          focusBorder: 'var(--duet-accent)',
          textMarkers: {
            markBackground: 'color-mix(in srgb, var(--duet-accent) 8%, transparent)',
            markBorderColor: 'var(--duet-accent)',
            lineMarkerLabelColor: 'var(--duet-surface)',
          },
          frames: {
            frameBoxShadowCssValue: 'none',
            editorTabBarBackground: 'var(--duet-code-paper)',
            editorTabBarBorderColor: 'var(--duet-line)',
            editorTabBarBorderBottomColor: 'var(--duet-line)',
            editorActiveTabBackground: 'var(--duet-code-paper)',
            editorActiveTabForeground: 'var(--duet-ink-soft)',
            editorActiveTabBorderColor: 'transparent',
            editorActiveTabIndicatorTopColor: 'transparent',
            editorActiveTabIndicatorBottomColor: 'transparent',
            inlineButtonForeground: 'var(--duet-ink)',
            tooltipSuccessBackground: 'var(--duet-good)',
            tooltipSuccessForeground: 'var(--duet-surface)',
          },
        },
      },
    }),
    mdx(),
    buildSiteDatasets(),
    linkStylesOnce(),
    checkInDev(),
    cacheHeaders(),
    // Without an address a sitemap has nothing to list: this empty stand-in keeps Starlight from adding one that warns.
    ...(siteUrl ? [] : [{ name: '@astrojs/sitemap', hooks: {} }]),
    // After Starlight's search index and the integrations that change pages.
    precompress(),
  ],
  vite: {
    ...mode,
    worker: { format: 'es' },
    // Astro's own "use astro:head-inject" has done its work when the bundler warns of it.
    build: { rolldownOptions: { checks: { moduleLevelDirective: false } } },
  },
});
