import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };

/** A word or sentence of the interface, as the language files call it. */
export type TextKey = keyof typeof en;

/** A language of the site. */
interface Language {
  /** What its own speakers call it. */
  readonly name: string;
  /** Duet's words in it; Starlight brings its own. What is left out stays in the language of the originals. */
  readonly text: Partial<Readonly<Record<TextKey, string>>>;
}

/** By the tag (BCP 47) that addresses, file names and pages have: `/de/`, `index.de.mdx`, `lang="de"`. */
export const languages: Readonly<Record<string, Language>> = {
  en: { name: 'English', text: en },
  de: { name: 'Deutsch', text: de },
  es: { name: 'Español', text: es },
};

/** The language that chapters are written in first. Its pages have no language in their address. */
export const originalLanguage = 'en';

/**
 * What its own speakers call a language.
 *
 * @throws {Error} when the site has no words in it.
 */
export function languageName(tag: string): string {
  const language = languages[tag];
  if (language) return language.name;
  throw new Error(`There is no language “${tag}”: there are ${Object.keys(languages).join(', ')}.`);
}

/** All words of the original language, which other languages may have too. */
export const originalText: Readonly<Record<TextKey, string>> = en;

/** The languages that pages are translated into. */
export const translationLanguages: readonly string[] = Object.keys(languages).filter((tag) => tag !== originalLanguage);
