/** What tells whether kept answers are answers to the questions of a page. */
import type { Question } from './question.ts';
import { fnv1a } from './shuffle.ts';

/**
 * Fingerprints of what is asked, without and with its words, and the language: `words.form`, in a translation
 * `words.form.de`.
 *
 * @param language undefined for the language of the originals
 */
export function contentPrint(questions: readonly Question[], language: string | undefined): string {
  const words = questions.map(({ kind, tolerance, answers }) => [
    kind,
    tolerance,
    answers.map(({ text, isRight }) => [text, isRight]),
  ]);
  const form = questions.map(({ kind, answers }) => [kind, answers.map(({ isRight }) => isRight)]);
  return [print(words), print(form), ...(language === undefined ? [] : [language])].join('.');
}

/**
 * Whether answers to one are answers to the other. In one language they are while the words are the same; another language
 * has other words, and asks the same. What older versions have kept is `words` alone.
 */
export function isSameContent(one: string, other: string): boolean {
  const [words, form, language] = one.split('.');
  const [otherWords, otherForm, otherLanguage] = other.split('.');
  return language === otherLanguage ? words === otherWords : form !== undefined && form === otherForm;
}

function print(content: unknown): string {
  return fnv1a(JSON.stringify(content)).toString(36);
}
