import type { Chapter } from './chapter.ts';
import type { Course } from './course.ts';
import type { Problem } from './problem.ts';

/** Looks at one aspect of a chapter. */
export type Rule = (chapter: ParsedChapter, course: Course) => Problem[];

/** A chapter that could be read as MDX. */
export type ParsedChapter = Chapter & { readonly tree: NonNullable<Chapter['tree']> };
