/**
 * The syntax tree of a program: a small part of Python's syntax, enough for expressions of tensors. It knows no operation
 * and no framework; a name means something to the catalogue or to the program's own assignments.
 */

/** Where something stands in the source: from character `start` up to `end`, without `end`, counted from 0. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Program {
  readonly source: string;
  readonly statements: readonly Statement[];
}

export type Statement = Assignment | ItemAssignment | UpdateStatement | ExpressionStatement;

/** `a = value`, or `a, b = value` with more than one name. */
export interface Assignment {
  readonly kind: 'assignment';
  readonly names: readonly string[];
  readonly value: Expression;
  readonly span: Span;
}

/** `a[0, 1:] = value`. */
export interface ItemAssignment {
  readonly kind: 'itemAssignment';
  readonly target: Subscript;
  readonly value: Expression;
  readonly span: Span;
}

/** `a += value`, or `a[0] += value`. */
export interface UpdateStatement {
  readonly kind: 'update';
  readonly target: Name | Subscript;
  readonly operator: BinaryOperator;
  readonly value: Expression;
  readonly span: Span;
}

export interface ExpressionStatement {
  readonly kind: 'expression';
  readonly value: Expression;
  readonly span: Span;
}

export type Expression =
  | NumberLiteral
  | StringLiteral
  | ConstantLiteral
  | List
  | Tuple
  | Name
  | Unary
  | Binary
  | Comparison
  | Call
  | Attribute
  | Subscript;

/** `2`, `2.`, `1e-3`. Python tells integers and floats apart by how they are written. */
export interface NumberLiteral {
  readonly kind: 'number';
  readonly value: number;
  readonly isFloat: boolean;
  readonly span: Span;
}

export interface StringLiteral {
  readonly kind: 'string';
  readonly value: string;
  readonly span: Span;
}

/** `True`, `False` and `None`. */
export interface ConstantLiteral {
  readonly kind: 'constant';
  readonly value: boolean | null;
  readonly span: Span;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Expression[];
  readonly span: Span;
}

export interface Tuple {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
  readonly span: Span;
}

export interface Name {
  readonly kind: 'name';
  readonly name: string;
  readonly span: Span;
}

export type UnaryOperator = '-' | '+' | '~';

export interface Unary {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
  readonly span: Span;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '&' | '|' | '^';

export interface Binary {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

export type ComparisonOperator = '<' | '<=' | '>' | '>=' | '==' | '!=';

export interface Comparison {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

/** `f(x, 1, axis=0)`; of a method, `callee` is the attribute: `x.sum(axis=0)`. */
export interface Call {
  readonly kind: 'call';
  readonly callee: Name | Attribute;
  readonly positional: readonly Expression[];
  readonly keywords: readonly Keyword[];
  readonly span: Span;
}

export interface Keyword {
  readonly name: string;
  readonly value: Expression;
  readonly span: Span;
}

/** `x.shape`, or `torch.float32`. */
export interface Attribute {
  readonly kind: 'attribute';
  readonly object: Expression;
  readonly name: string;
  readonly span: Span;
}

/** `x[0, 1:, ...]`. */
export interface Subscript {
  readonly kind: 'subscript';
  readonly object: Expression;
  readonly items: readonly SubscriptItem[];
  readonly span: Span;
}

export type SubscriptItem = Expression | Slice | Ellipsis;

/** `start:stop:step`; null for what is left out. */
export interface Slice {
  readonly kind: 'slice';
  readonly start: Expression | null;
  readonly stop: Expression | null;
  readonly step: Expression | null;
  readonly span: Span;
}

/** `...`: all axes that the other items leave. */
export interface Ellipsis {
  readonly kind: 'ellipsis';
  readonly span: Span;
}
