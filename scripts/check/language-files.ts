import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { originalLanguage, translationLanguages } from '../../src/languages/languages.ts';
import { root } from '../setup/paths.mjs';
import { interfaceProblems, missingWords } from './interface-words.ts';
import type { Problem } from './problem.ts';

const folder = 'src/languages';
const read = (language: string) => readFileSync(join(root, folder, `${language}.json`), 'utf8');

/** What is wrong in the words of any language. */
export function languageFileProblems(): Problem[] {
  const original = read(originalLanguage);
  return translationLanguages.flatMap((language) =>
    interfaceProblems(original, { file: `${folder}/${language}.json`, text: read(language) }),
  );
}

/** Keys of words that a language lacks. */
export function wordsToTranslate(language: string): string[] {
  return missingWords(read(originalLanguage), read(language));
}
