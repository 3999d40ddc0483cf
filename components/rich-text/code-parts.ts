/** A piece of a text, and whether it is code. */
export interface TextPart {
  readonly text: string;
  readonly isCode: boolean;
}

/** Splits a text at its backticks: what stands between two of them is code. */
export function codeParts(text: string): TextPart[] {
  return text
    .split('`')
    .map((part, index) => ({ text: part, isCode: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}
