/** Numbers of a chapter's prose that somebody has typed although they are computed. */
import { prose } from './prose.ts';

/** A number that stands in the text, with the line that it stands in, from 1. */
interface TypedNumber {
  readonly line: number;
  readonly text: string;
}

const frontMatter = /^---\n[^]*?\n---\n/;

/** Every whole number from 1,000 on, with separators or without, that is typed in the prose. */
function largeNumbers(mdx: string): (TypedNumber & { readonly value: number })[] {
  return prose(mdx, [frontMatter])
    .split('\n')
    .flatMap((text, index) =>
      [...text.matchAll(/(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d{4,})(?![\d]|[.,]\d)/g)].map(([number]) => ({
        line: index + 1,
        text: number,
        value: Number(number.replaceAll(',', '')),
      })),
    );
}

/**
 * Numbers that are typed although `values` computes them. Round thousands are left out: they count images as well.
 *
 * @param values what a chapter's `values.ts` exports.
 */
export function typedValues(mdx: string, values: unknown): TypedNumber[] {
  const computed = new Set(numbersIn(values).filter((value) => value >= 1000 && value % 1000 !== 0));
  return largeNumbers(mdx)
    .filter(({ value }) => computed.has(value))
    .map(({ line, text }) => ({ line, text }));
}

/** Counts of parameters or weights that are typed. */
export function typedParameterCounts(mdx: string): TypedNumber[] {
  return prose(mdx, [frontMatter])
    .split('\n')
    .flatMap((text, index) =>
      [...text.matchAll(/\d{1,3}(?:,\d{3})+ (?:trainable )?(?:parameters|weights)\b/g)].map(([number]) => ({
        line: index + 1,
        text: number,
      })),
    );
}

function numbersIn(values: unknown): number[] {
  if (typeof values === 'number') return [values];
  return typeof values === 'object' && values !== null ? Object.values(values).flatMap(numbersIn) : [];
}
