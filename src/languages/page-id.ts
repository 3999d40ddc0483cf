/** Ids of pages: `lessons/digits` in the original language, `de/lessons/digits` in another one, `` for the front page. */
import { translationLanguages } from './languages.ts';

/** What an id says. */
export interface PageId {
  /** Undefined for the language of the originals. */
  readonly language: string | undefined;
  /** Id of the same page in the language of the originals, by which everything else knows it. */
  readonly page: string;
}

export function parsePageId(id: string): PageId {
  const [first = '', ...others] = id.split('/');
  if (translationLanguages.includes(first)) return { language: first, page: others.join('/') };
  return { language: undefined, page: id === 'index' ? '' : id };
}

export function pageIdIn(language: string | undefined, page: string): string {
  return [language, page].filter(Boolean).join('/');
}

/** @param base path of the site */
export function pageHref(language: string | undefined, page: string, base: string): string {
  const id = pageIdIn(language, page);
  return `${base.replace(/\/$/, '')}/${id === '' ? '' : `${id}/`}`;
}
