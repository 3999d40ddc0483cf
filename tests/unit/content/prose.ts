/** Text of MDX with what is no prose blanked, so that every word stays on its line. */

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** Imports, tags and expressions: between the words on their two sides nothing is missing. */
const markup = [
  /^import .*$/gm,
  // A tag may hold arrows in its expressions; none of ours holds a tag in one.
  /<\/?[A-Za-z](?:[^>{]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*>/g,
  /\{[^{}]*\}/g,
];

/** Code in blocks and in lines. */
const code = [/^ *```[^]*?^ *```/gm, /`[^`\n]*`/g];

/**
 * The prose of an MDX file.
 *
 * @param others further patterns to blank before all others.
 */
export function prose(mdx: string, others: readonly RegExp[]): string {
  return [...others, ...code, ...markup].reduce((text, pattern) => text.replace(pattern, blank), mdx);
}
