/** A text on one line, cut where it is longer than `limit` units of UTF-16, but never inside of a character. */
export function shortText(text: string, limit = 200): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > limit ? `${line.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
}
