import { languageName, translationLanguages } from '../../src/languages/languages.ts';
import type { Chapter } from './chapter.ts';
import type { Course } from './course.ts';
import { namedElements, originalOf } from './rules/translations.ts';

/** Enough to begin with. */
const MOST_NAMES = 8;

/**
 * What is still to be translated, language by language. Nothing of it is wrong: pages show the original where it is missing.
 *
 * @param missingWords of the interface, by language
 * @returns nothing for a course of one language.
 */
export function translationSummary(course: Course, missingWords: (language: string) => readonly string[]): string[] {
  const originals = course.chapters.filter(({ language }) => language === undefined);
  if (originals.length === course.chapters.length) return [];
  return translationLanguages.flatMap((language) => {
    const translations = course.chapters.filter((chapter) => chapter.language === language);
    const done = new Set(translations.map((chapter) => originalOf(chapter, course)?.file));
    const missing = originals.filter(({ file }) => !done.has(file)).map(({ file }) => file);
    const words = missingWords(language);
    return [
      `In ${languageName(language)} (${language}): ${originals.length - missing.length} of ${originals.length} pages`,
      ...(words.length > 0 ? [`  interface without ${listed(words)}`] : []),
      ...(missing.length > 0 ? [`  not translated: ${listed(missing)}`] : []),
      ...translations.flatMap((chapter) => lackOf(chapter, course)),
    ];
  });
}

/** What an original has got since it was translated. */
function lackOf(chapter: Chapter, course: Course): string[] {
  const original = originalOf(chapter, course);
  if (!original) return [];
  const fields = Object.keys(original.frontMatter.values).filter((key) => !(key in chapter.frontMatter.values));
  const own = namedElements(chapter);
  const elements = [...namedElements(original)].filter(([id]) => !own.has(id));
  const names = [...fields, ...elements.map(([id, { name }]) => `<${name}> “${id}”`)];
  return names.length === 0 ? [] : [`  ${chapter.file} lacks ${listed(names)}`];
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
