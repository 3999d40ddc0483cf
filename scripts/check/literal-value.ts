import ts from 'typescript';

/** Stands for a value that only running the chapter would tell. */
export const unknownValue: unique symbol = Symbol('unknown value');

/** The value that an expression writes out: numbers, texts, lists and objects of them. */
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
  if (ts.isArrayLiteralExpression(node)) {
    const values = node.elements.map(literalValue);
    return values.includes(unknownValue) ? unknownValue : values;
  }
  return ts.isObjectLiteralExpression(node) ? objectValue(node) : unknownValue;
}

function objectValue({ properties }: ts.ObjectLiteralExpression): unknown {
  const entries = properties.map((property): readonly [string, unknown] =>
    ts.isPropertyAssignment(property) && !ts.isComputedPropertyName(property.name)
      ? [property.name.text, literalValue(property.initializer)]
      : ['', unknownValue],
  );
  return entries.some(([, value]) => value === unknownValue) ? unknownValue : Object.fromEntries(entries);
}

/** The values of a tag's attributes, or that one of them is unknown. */
export function attributeValues({ properties }: ts.JsxAttributes): Record<string, unknown> | typeof unknownValue {
  const entries = properties.map((property): readonly [string, unknown] => {
    if (!ts.isJsxAttribute(property)) return ['', unknownValue];
    const { initializer } = property;
    const name = property.name.getText();
    if (!initializer) return [name, true];
    const value = ts.isJsxExpression(initializer) ? initializer.expression : initializer;
    return [name, value && ts.isExpression(value) ? literalValue(value) : unknownValue];
  });
  return entries.some(([, value]) => value === unknownValue) ? unknownValue : Object.fromEntries(entries);
}
