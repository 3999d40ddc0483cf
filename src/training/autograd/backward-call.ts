import { ExpressionError } from '../../expressions/expression-error.ts';
import type { Call, Expression } from '../../expressions/syntax.ts';

/** `root.backward(gradient, retain_graph=...)`. */
export interface BackwardCall {
  readonly root: Expression;
  readonly gradient: Expression | null;
  readonly keepsGraph: boolean;
}

/** The backward that an expression is, or null. @throws {ExpressionError} for arguments that cannot be shown. */
export function backwardCall(value: Expression, source: string): BackwardCall | null {
  if (value.kind !== 'call' || value.callee.kind !== 'attribute' || value.callee.name !== 'backward') return null;
  const { callee, positional, keywords } = value;
  const unknown = keywords.find(({ name }) => name !== 'gradient' && name !== 'retain_graph');
  const extra = unknown ?? positional[1];
  if (extra) {
    const fix = 'Write backward(), backward(gradient) or backward(retain_graph=True).';
    throw new ExpressionError('This backward takes a gradient and retain_graph alone.', fix, extra.span, source);
  }
  const gradient = positional[0] ?? keyword(value, 'gradient');
  const keeps = keyword(value, 'retain_graph');
  return {
    root: callee.object,
    gradient: gradient?.kind === 'constant' ? null : gradient,
    keepsGraph: keeps?.kind === 'constant' && keeps.value === true,
  };
}

function keyword({ keywords }: Call, wanted: string): Expression | null {
  return keywords.find(({ name }) => name === wanted)?.value ?? null;
}
