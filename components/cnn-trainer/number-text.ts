/** The number that a reader typed, or NaN; an empty field is no number. */
export function numberFromText(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
