import { fillWords } from './fill-words.ts';
import { languages, originalText, type TextKey } from './languages.ts';

/** What says a word of a widget. */
export type Words = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

/** Words for widgets, in the language of the text around them, which is the original's where a page is not translated. */
export function textWords({ starlightRoute }: Pick<App.Locals, 'starlightRoute'>): Words {
  return wordsIn(starlightRoute.entryMeta.lang);
}

/** Words in a language, or in the original's where nobody has translated them. A place without a value stays `{{name}}`. */
export function wordsIn(language: string): Words {
  const text = languages[language]?.text ?? {};
  return (key, values = {}) => fillWords(text[key] ?? originalText[key], values);
}
