import type { Attribute, Expression, Span, Statement } from '../../expressions/syntax.ts';

/** A statement of a program with gradients: what expressions have, and two that only such programs need. */
export type AutogradStatement = Statement | AttributeAssignment | NoGradBlock;

/** `x.grad = None`. */
export interface AttributeAssignment {
  readonly kind: 'attributeAssignment';
  readonly target: Attribute;
  readonly value: Expression;
  readonly span: Span;
}

/** `with torch.no_grad():` and the statements that stand below it, further to the right. */
export interface NoGradBlock {
  readonly kind: 'noGrad';
  readonly statements: readonly AutogradStatement[];
  readonly span: Span;
}

export interface AutogradProgram {
  readonly source: string;
  readonly statements: readonly AutogradStatement[];
}
