import { writeFileSync } from 'node:fs';
import type { AstroIntegration } from 'astro';

/**
 * Folders whose addresses are never given to other content: names in `_astro` and in the search index are made of what
 * the files hold, and whoever loads a data set asks with a part of its checksum (`?v=`). The one file among them that
 * changes, a data set's manifest, is asked for again at every run: see loadManifest.
 */
const IMMUTABLE_FOLDERS = ['_astro', 'data', 'pagefind/fragment', 'pagefind/index'];

/**
 * Writes `_headers`, from which Netlify, Cloudflare Pages and others learn what a browser may keep. Of everything else
 * they let it keep a copy and ask whether that is still the current one.
 *
 * No two rules fit one address, since the hosts would join their values.
 */
export function cacheHeaders(): AstroIntegration {
  let base = '/';
  return {
    name: 'cache-headers',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base;
      },
      'astro:build:done': ({ dir }) => writeFileSync(new URL('_headers', dir), headersBelow(base)),
    },
  };
}

/** @param base with a slash at both ends */
export function headersBelow(base: string): string {
  return IMMUTABLE_FOLDERS.map(
    (folder) => `${base}${folder}/*\n  Cache-Control: public, max-age=31536000, immutable\n`,
  ).join('\n');
}
