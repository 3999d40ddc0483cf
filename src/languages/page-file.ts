import { slug } from 'github-slugger';
import { translationLanguages } from './languages.ts';
import { pageIdIn } from './page-id.ts';

/** What the name of a page's file says. */
interface PageFile {
  /** Undefined for the language of the originals. */
  readonly language: string | undefined;
  /** The file without language and extension: `lessons/00-start-here/index`. */
  readonly name: string;
}

/** A translation lies beside its original and has the language in its name: `index.mdx`, `index.de.mdx`. */
export function parsePageFile(file: string): PageFile {
  const name = file.replace(/\.mdx?$/, '');
  const language = translationLanguages.find((tag) => name.endsWith(`.${tag}`));
  return { language, name: language === undefined ? name : name.slice(0, -language.length - 1) };
}

/**
 * Id of the page that a file below content/ makes, as Astro would have it, below its language.
 *
 * @param chosen the slug that its front matter chooses, which is the same in every language
 */
export function pageIdOfFile(file: string, chosen: unknown): string {
  const { language, name } = parsePageFile(file);
  const page = typeof chosen === 'string' ? chosen : addressOf(name);
  return language === undefined ? page || 'index' : pageIdIn(language, page);
}

function addressOf(name: string): string {
  return name
    .split('/')
    .map((part) => slug(part))
    .join('/')
    .replace(/(^|\/)index$/, '');
}
