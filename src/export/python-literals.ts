/** A whole number as a Python literal, its thousands set apart: 10_000. */
export function pythonInteger(value: number): string {
  return value.toLocaleString('en').replaceAll(',', '_');
}

/** A float as a Python literal: always with a point or an exponent. */
export function pythonFloat(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Lines, or texts of several, moved in by four spaces a level; an empty line stays empty. */
export function indent(texts: readonly string[], levels = 1): string[] {
  return texts.flatMap((text) => text.split('\n')).map((line) => (line ? '    '.repeat(levels) + line : line));
}
