import { readFileSync } from 'node:fs';
import { fontProviders } from 'astro/config';
import { z } from 'astro/zod';

/** A package's unicode.json: the characters of each subset, as CSS writes them. */
const unicodeRanges = z.object({ latin: z.string(), 'latin-ext': z.string() });

interface FontFile {
  /** Axes that the file varies in, as @fontsource-variable names its files. */
  readonly axis: 'wght' | 'opsz';
  readonly style: 'normal' | 'italic';
}

/**
 * A font of an installed @fontsource-variable package, served from this site with a fallback of the same width.
 *
 * Latin comes first. A browser fetches Latin Extended only for a page that needs it.
 */
export function siteFont(
  name: string,
  cssVariable: string,
  generic: string,
  files: readonly [FontFile, ...FontFile[]],
) {
  const slug = name.toLowerCase().replaceAll(' ', '-');
  const unicodeFile = new URL(`../../node_modules/@fontsource-variable/${slug}/unicode.json`, import.meta.url);
  const ranges = unicodeRanges.parse(JSON.parse(readFileSync(unicodeFile, 'utf8')));
  const variant = (subset: 'latin' | 'latin-ext', { axis, style }: FontFile) => ({
    src: [`@fontsource-variable/${slug}/files/${slug}-${subset}-${axis}-${style}.woff2`] as const,
    weight: '200 800',
    style,
    unicodeRange: ranges[subset].split(','),
  });
  const [first, ...others] = files;
  return {
    name,
    cssVariable,
    provider: fontProviders.local(),
    fallbacks: [generic],
    options: {
      variants: [
        variant('latin', first),
        ...others.map((file) => variant('latin', file)),
        ...files.map((file) => variant('latin-ext', file)),
      ],
    },
  };
}
