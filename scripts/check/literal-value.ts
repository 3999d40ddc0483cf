import ts from 'typescript';

/** Stands for a value that only running the chapter would tell. */
export const unknownValue: unique symbol = Symbol('unknown value');

/** The value that an expression writes out: numbers, sums and products of them, texts, lists and objects. */
function literalValue(node: ts.Expression): unknown {
  if (ts.isParenthesizedExpression(node)) return literalValue(node.expression);
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const value = literalValue(node.operand);
    return typeof value === 'number' ? -value : unknownValue;
  }
  if (ts.isBinaryExpression(node)) return binaryValue(node);
  if (ts.isArrayLiteralExpression(node)) {
    const values = node.elements.map(literalValue);
    return values.includes(unknownValue) ? unknownValue : values;
  }
  return ts.isObjectLiteralExpression(node) ? objectValue(node) : unknownValue;
}

function binaryValue({ left, operatorToken, right }: ts.BinaryExpression): unknown {
  const [a, b] = [literalValue(left), literalValue(right)];
  if (typeof a !== 'number' || typeof b !== 'number') return unknownValue;
  switch (operatorToken.kind) {
    case ts.SyntaxKind.PlusToken:
      return a + b;
    case ts.SyntaxKind.MinusToken:
      return a - b;
    case ts.SyntaxKind.AsteriskToken:
      return a * b;
    case ts.SyntaxKind.SlashToken:
      return a / b;
    case ts.SyntaxKind.AsteriskAsteriskToken:
      return a ** b;
    default:
      return unknownValue;
  }
}

function objectValue({ properties }: ts.ObjectLiteralExpression): unknown {
  const entries = properties.map((property): readonly [string, unknown] =>
    ts.isPropertyAssignment(property) && !ts.isComputedPropertyName(property.name)
      ? [property.name.text, literalValue(property.initializer)]
      : ['', unknownValue],
  );
  return entries.some(([, value]) => value === unknownValue) ? unknownValue : Object.fromEntries(entries);
}

/** The values of a tag's attributes, each of which may be {@link unknownValue}; null where the tag takes them from an object. */
export function attributeValues({ properties }: ts.JsxAttributes): ReadonlyMap<string, unknown> | null {
  const attributes = properties.filter(ts.isJsxAttribute);
  if (attributes.length < properties.length) return null;
  return new Map(
    attributes.map(({ name, initializer }) => {
      if (!initializer) return [name.getText(), true];
      const value = ts.isJsxExpression(initializer) ? initializer.expression : initializer;
      return [name.getText(), value && ts.isExpression(value) ? literalValue(value) : unknownValue];
    }),
  );
}
