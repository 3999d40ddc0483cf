/** Words for scripts of a page, in the language of its text. */
import en from './en.json' with { type: 'json' };
import { fillWords } from './fill-words.ts';
import type { TextKey } from './languages.ts';

/** Id of the element that has the words of a translated page, as JSON; a page in the original language has none. */
export const WORDS_ID = 'duet-words';

/** Words that scripts ask for are those of a widget: `duet.quiz.right`. */
export function isForScripts(key: string): boolean {
  return /^duet\.(quiz|exercise|goal|compare|progress|cell)\./.test(key);
}

let translated: Partial<Record<TextKey, string>> | null = null;

/**
 * A word or sentence, in the original language where nobody has translated it.
 *
 * @param values for the places between `{{` and `}}`
 */
export function pageWord(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
  translated ??= readWords();
  return fillWords(translated[key] ?? en[key], values);
}

/** A number of things, in the words for one of them or for any other number. */
export function pageCount(number: number, one: TextKey, others: TextKey): string {
  return pageWord(number === 1 ? one : others, { number });
}

function readWords(): Partial<Record<TextKey, string>> {
  // Marking is tested without a page.
  const element = typeof document === 'undefined' ? null : document.getElementById(WORDS_ID);
  // Written by our own server.
  return element ? (JSON.parse(element.textContent) as Partial<Record<TextKey, string>>) : {};
}
