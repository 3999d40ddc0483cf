import type { Call, Expression, Statement, Subscript } from '../../expressions/syntax.ts';
import { mapParts } from './map-expression.ts';

/** Attributes of tensors that stand for what only programs with gradients have. No name of Python's has such signs. */
export const LEAF = 'requires_grad_()';
export const GRADIENT = 'grad';
export const DETACHED = 'detach()';

/**
 * The same expression with `torch.tensor(..., requires_grad=True)`, `x.requires_grad_()` and `x.detach()` as attributes of
 * their tensor, which an evaluator of expressions asks its dialect for.
 */
export function lowerExpression(expression: Expression): Expression {
  const lowered = mapParts(expression, lowerExpression);
  if (lowered.kind !== 'call') return lowered;
  const { callee, span } = lowered;
  const method = methodOf(lowered);
  if (callee.kind === 'attribute' && method !== null && [LEAF, DETACHED].includes(`${method}()`)) {
    return { kind: 'attribute', object: callee.object, name: `${method}()`, span };
  }
  const flag = lowered.keywords.find(({ name }) => name === 'requires_grad');
  if (!flag) return lowered;
  const plain: Call = { ...lowered, keywords: lowered.keywords.filter((keyword) => keyword !== flag) };
  const isSet = flag.value.kind === 'constant' && flag.value.value === true;
  return isSet ? { kind: 'attribute', object: plain, name: LEAF, span } : plain;
}

/** A statement with its expressions lowered. */
export function lowerStatement(statement: Statement): Statement {
  return mapStatement(statement, lowerExpression);
}

/** A statement with each of its expressions replaced, but for the names that it assigns. */
export function mapStatement(statement: Statement, map: (expression: Expression) => Expression): Statement {
  const value = map(statement.value);
  switch (statement.kind) {
    case 'itemAssignment':
      return { ...statement, target: mapTarget(statement.target, map), value };
    case 'update': {
      const { target } = statement;
      return { ...statement, target: target.kind === 'subscript' ? mapTarget(target, map) : target, value };
    }
    default:
      return { ...statement, value };
  }
}

function mapTarget(target: Subscript, map: (expression: Expression) => Expression): Subscript {
  return { ...target, object: map(target.object) };
}

/** Name of a method that is called without arguments, or null. */
function methodOf({ callee, positional, keywords }: Call): string | null {
  return callee.kind === 'attribute' && positional.length + keywords.length === 0 ? callee.name : null;
}
