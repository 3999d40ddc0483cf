/** Tells the pages that show their original, because nobody has translated it, by the note above their title. */
export function isUntranslated(html: string): boolean {
  return html.includes('<p data-untranslated');
}
