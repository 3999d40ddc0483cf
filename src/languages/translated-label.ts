import { languages, originalText, type TextKey } from './languages.ts';
import { wordsIn } from './text-words.ts';

/** A label of the sidebar, as Starlight's configuration has it. */
export function translatedLabel(key: TextKey): { label: string; translations: Record<string, string> } {
  const translations = Object.keys(languages).map((tag) => [tag, wordsIn(tag)(key)] as const);
  return { label: originalText[key], translations: Object.fromEntries<string>(translations) };
}
