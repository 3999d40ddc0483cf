import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fontProviders } from 'astro/config';
import { z } from 'astro/zod';

/** A package's unicode.json: the characters of each subset, as CSS writes them. */
const unicodeRange = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.tuple([z.string()], z.string()));
const unicodeRanges = z.object({ latin: unicodeRange, 'latin-ext': unicodeRange });

interface FontFile {
  /** Axes that the file varies in, as @fontsource-variable names its files. */
  readonly axis: 'wght' | 'opsz';
  readonly style: 'normal' | 'italic';
}

/** What Astro's fonts are told of a file. */
interface Variant {
  readonly src: [string];
  readonly weight: string;
  readonly style: FontFile['style'];
  readonly unicodeRange: [string, ...string[]];
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
  const unicodeFile = createRequire(import.meta.url).resolve(`@fontsource-variable/${slug}/unicode.json`);
  const ranges = unicodeRanges.parse(JSON.parse(readFileSync(unicodeFile, 'utf8')));
  const variant = (subset: 'latin' | 'latin-ext', { axis, style }: FontFile): Variant => ({
    src: [`@fontsource-variable/${slug}/files/${slug}-${subset}-${axis}-${style}.woff2`],
    weight: '200 800',
    style,
    unicodeRange: ranges[subset],
  });
  const [first, ...others] = files;
  const variants: [Variant, ...Variant[]] = [
    variant('latin', first),
    ...others.map((file) => variant('latin', file)),
    ...files.map((file) => variant('latin-ext', file)),
  ];
  return {
    name,
    cssVariable,
    provider: fontProviders.local(),
    fallbacks: [generic],
    options: { variants },
  };
}
