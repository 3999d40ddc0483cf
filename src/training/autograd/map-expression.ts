import type { Expression, SubscriptItem } from '../../expressions/syntax.ts';

/** The same expression with each of its direct parts replaced. Names of operations stay. */
export function mapParts(expression: Expression, map: (part: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'list':
    case 'tuple':
      return { ...expression, items: expression.items.map(map) };
    case 'unary':
      return { ...expression, operand: map(expression.operand) };
    case 'binary':
    case 'comparison':
      return { ...expression, left: map(expression.left), right: map(expression.right) };
    case 'attribute':
      return { ...expression, object: map(expression.object) };
    case 'subscript':
      return {
        ...expression,
        object: map(expression.object),
        items: expression.items.map((item) => mapItem(item, map)),
      };
    case 'call': {
      const { callee } = expression;
      return {
        ...expression,
        callee: callee.kind === 'attribute' ? { ...callee, object: map(callee.object) } : callee,
        positional: expression.positional.map(map),
        keywords: expression.keywords.map((keyword) => ({ ...keyword, value: map(keyword.value) })),
      };
    }
    default:
      return expression;
  }
}

function mapItem(item: SubscriptItem, map: (part: Expression) => Expression): SubscriptItem {
  return item.kind === 'slice' || item.kind === 'ellipsis' ? item : map(item);
}
