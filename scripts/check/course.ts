import { globSync } from 'node:fs';
import { join } from 'node:path';
import { terms } from '../../components/glossary/terms.ts';
import { readChapter, type Chapter } from './chapter.ts';

/** Below the root. */
export const LESSONS = 'content/lessons/';

/** All that a chapter may refer to. */
export interface Course {
  /** Absolute: the course's folder, below which messages name files. */
  readonly root: string;
  /** Every MDX file of content/. */
  readonly chapters: readonly Chapter[];
  /** They, by address. */
  readonly pages: ReadonlyMap<string, Chapter>;
  /** Ids that `<Term>` explains. */
  readonly terms: ReadonlySet<string>;
}

/**
 * @param root the course's folder
 * @param content the folder with the pages
 */
export function readCourse(root: string, content = join(root, 'content')): Course {
  const files = globSync('**/*.mdx', { cwd: content }).sort();
  const chapters = files.map((file) => readChapter(join(content, file), root, content));
  return {
    root,
    chapters,
    pages: new Map(chapters.map((chapter) => [chapter.address, chapter])),
    terms: new Set(Object.keys(terms)),
  };
}

/** Whether a page is a chapter that teachers write. */
export function isLesson({ file }: Chapter): boolean {
  return file.startsWith(LESSONS);
}
