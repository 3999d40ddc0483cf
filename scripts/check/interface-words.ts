import type { Problem } from './problem.ts';

/** The words of one language. */
interface LanguageFile {
  /** As messages name it. */
  readonly file: string;
  /** What is in it: JSON. */
  readonly text: string;
}

/** Ours begin so; a language file may also replace words of Starlight. */
const OWN = 'duet.';

/** Words that no page asks for, and words that lack a place for what pages put into them. */
export function interfaceProblems(original: string, { file, text }: LanguageFile): Problem[] {
  const known = readWords(original);
  const lines = text.split('\n');
  return [...readWords(text)].flatMap(([key, words]): Problem[] => {
    const place = { file, line: lines.findIndex((line) => line.includes(`"${key}"`)) + 1, column: 3 };
    const wanted = known.get(key);
    if (wanted === undefined) {
      if (!key.startsWith(OWN)) return [];
      return [{ ...place, fact: `No page asks for “${key}”.`, fix: 'Look for the key in en.json, or take it out.' }];
    }
    const lost = placesIn(wanted).filter((each) => !placesIn(words).includes(each));
    if (lost.length === 0) return [];
    return [
      { ...place, fact: `“${key}” has no ${lost.join(' and no ')}.`, fix: 'Pages put a value there: write it too.' },
    ];
  });
}

/** Keys that a language does not have yet. */
export function missingWords(original: string, text: string): string[] {
  const words = readWords(text);
  return [...readWords(original).keys()].filter((key) => !words.has(key));
}

function readWords(json: string): ReadonlyMap<string, string> {
  // A file of our own, which the site imports as it is.
  return new Map(Object.entries(JSON.parse(json) as Record<string, string>));
}

function placesIn(words: string): string[] {
  return words.match(/\{\{\w+\}\}/g) ?? [];
}
