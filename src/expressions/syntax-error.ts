import type { SyntaxNode } from '@lezer/common';
import { ExpressionError } from './expression-error.ts';

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * The first place where the source is no Python, as an error for the reader, or null. Brackets are looked at first: one
 * that is not closed makes the parser stumble somewhere behind it.
 */
export function syntaxErrorOf(top: SyntaxNode, source: string): ExpressionError | null {
  const error = firstErrorIn(top);
  if (error === null) return unclosedString(top, source);
  const bracket = wrongBracket(source);
  if (bracket) return bracket;
  // The parser drops what it cannot use into the error, or sets an empty one where something is missing.
  const start = Math.min(error.from, source.trimEnd().length);
  const found =
    source
      .slice(start, Math.max(error.to, start + 1))
      .trim()
      .split('\n')[0] ?? '';
  const span = { start, end: Math.max(start + found.length, start) };
  if (found === '') {
    return new ExpressionError('The expression ends too early.', 'Write what is missing here.', span, source);
  }
  return new ExpressionError(
    `“${found}” does not fit here.`,
    'Look at what stands before it: an operator or a comma may be missing, or one too many be there.',
    span,
    source,
  );
}

function firstErrorIn(top: SyntaxNode): { readonly from: number; readonly to: number } | null {
  let found: { readonly from: number; readonly to: number } | null = null;
  top.cursor().iterate(({ type, from, to }) => {
    if (found) return false;
    if (type.isError) found = { from, to };
    return true;
  });
  return found;
}

/** A bracket that nothing closes, or one that closes nothing. Strings and comments are passed over. */
function wrongBracket(source: string): ExpressionError | null {
  const open: { readonly bracket: string; readonly at: number }[] = [];
  for (const match of source.matchAll(/#.*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|[()[\]{}]/g)) {
    const [text] = match;
    const at = match.index;
    if (text in CLOSING) {
      open.push({ bracket: text, at });
    } else if (text === ')' || text === ']' || text === '}') {
      const last = open.pop();
      const span = { start: at, end: at + 1 };
      if (!last) return new ExpressionError(`“${text}” closes nothing.`, 'Leave it out.', span, source);
      const wanted = CLOSING[last.bracket] ?? '';
      if (wanted !== text) {
        const message = `“${text}” stands where “${wanted}” should close “${last.bracket}”.`;
        return new ExpressionError(message, `Write ${wanted} here.`, span, source);
      }
    }
  }
  const last = open.at(-1);
  if (!last) return null;
  const wanted = CLOSING[last.bracket] ?? '';
  const span = { start: last.at, end: last.at + 1 };
  return new ExpressionError(
    `“${last.bracket}” is never closed.`,
    `Write ${wanted} behind its last item.`,
    span,
    source,
  );
}

/** The parser lets a string end with its line. */
function unclosedString(top: SyntaxNode, source: string): ExpressionError | null {
  let error: ExpressionError | null = null;
  top.cursor().iterate(({ name, from, to }) => {
    const text = source.slice(from, to);
    if (name === 'String' && !error && (text.length < 2 || !/(['"])$/.test(text) || text.at(-1) !== firstQuote(text))) {
      const message = 'The string is never closed.';
      error = new ExpressionError(message, `Write ${firstQuote(text)} at its end.`, { start: from, end: to }, source);
    }
  });
  return error;
}

function firstQuote(text: string): string {
  return /['"]/.exec(text)?.[0] ?? '"';
}
