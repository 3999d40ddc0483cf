import type { Chapter } from '../chapter.ts';
import type { Course } from '../course.ts';
import { jsxElements, startOf, textAttribute, type JsxElement } from '../mdx-nodes.ts';
import type { Problem } from '../problem.ts';

/** What a translation must have as its original has it. What it lacks is no problem: see translation-summary.ts. */
export function translationProblems(chapters: readonly Chapter[], course: Course): Problem[] {
  return chapters.flatMap((chapter): Problem[] => {
    if (chapter.language === undefined) return [];
    const original = originalOf(chapter, course);
    if (original) return [...frontMatterProblems(chapter, original), ...idProblems(chapter, original)];
    const fact = `It is a translation into “${chapter.language}”, and no original lies beside it.`;
    return [{ file: chapter.file, line: 1, column: 1, fact, fix: 'Translate a page that is there, beside it.' }];
  });
}

/** The page that a translation translates. */
export function originalOf({ path, language }: Chapter, course: Course): Chapter | undefined {
  const ending = `.${language}.mdx`;
  return course.chapters.find((other) => other.path === `${path.slice(0, -ending.length)}.mdx`);
}

/** Elements that readers' answers and links know by an id. */
export function namedElements({ tree }: Chapter): ReadonlyMap<string, JsxElement> {
  const elements = tree ? jsxElements(tree).filter(({ name }) => name !== 'Term') : [];
  return new Map(
    elements.flatMap((element) => {
      const id = textAttribute(element, 'id');
      return id === undefined ? [] : [[id, element] as const];
    }),
  );
}

function frontMatterProblems({ file, frontMatter }: Chapter, original: Chapter): Problem[] {
  return ['slug', 'lesson'].flatMap((key): Problem[] => {
    const own = stated(frontMatter.values[key]);
    const wanted = stated(original.frontMatter.values[key]);
    if (own === wanted) return [];
    const line = frontMatter.text.split('\n').findIndex((each) => each.startsWith(`${key}:`)) + 2;
    const fact = `The ${key} of the original is ${wanted}, and here it is ${own}.`;
    return [{ file, line: Math.max(line, 1), column: 1, fact, fix: 'Take it over: it says which page this is.' }];
  });
}

function stated(value: unknown): string {
  return value === undefined ? 'not stated' : JSON.stringify(value);
}

function idProblems(chapter: Chapter, original: Chapter): Problem[] {
  const known = namedElements(original);
  return [...namedElements(chapter)].flatMap(([id, element]): Problem[] => {
    if (known.get(id)?.name === element.name) return [];
    const fact = `The original has no <${element.name}> with the id “${id}”.`;
    const fix = 'Use the id that it has there: answers and results are kept by it.';
    return [{ file: chapter.file, ...startOf(element), fact, fix }];
  });
}
