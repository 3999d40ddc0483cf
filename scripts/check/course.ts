import { globSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { terms } from '../../components/glossary/terms.ts';
import { readChapter, type Chapter } from './chapter.ts';

/** All that a chapter may refer to. */
export interface Course {
  /** Absolute: the folder with `components/`, below which messages name files. */
  readonly root: string;
  /** Of every MDX file of content/, by its address below the site's base: `lessons/digits/`, `` for the front page. */
  readonly pages: ReadonlyMap<string, Chapter>;
  /** Ids that `<Term>` explains. */
  readonly terms: ReadonlySet<string>;
}

/**
 * @param root the folder with `components/`
 * @param content the folder with the pages
 */
export function readCourse(root: string, content = join(root, 'content')): Course {
  const files = globSync('**/*.mdx', { cwd: content }).sort();
  const pages = files.map((file) => {
    const chapter = readChapter(join(content, file), root);
    return [addressOf(chapter, file.replaceAll('\\', '/')), chapter] as const;
  });
  return { root, pages: new Map(pages), terms: new Set(Object.keys(terms)) };
}

function addressOf({ frontMatter }: Chapter, file: string): string {
  const slug = slugOf(frontMatter) ?? file.replace(/\.mdx$/, '').replace(/(^|\/)index$/, '');
  return slug === '' ? '' : `${slug}/`;
}

/** Of front matter that YAML can read; the rule of front matter tells of other. */
function slugOf(frontMatter: string): string | undefined {
  try {
    const values: unknown = parse(frontMatter);
    const isObject = typeof values === 'object' && values !== null;
    return isObject && 'slug' in values && typeof values.slug === 'string' ? values.slug : undefined;
  } catch {
    return undefined;
  }
}
