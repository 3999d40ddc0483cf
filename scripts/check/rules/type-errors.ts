import ts from 'typescript';
import type { Problem } from '../problem.ts';
import { listNames } from './property-names.ts';

const CATALOGUE = 'The widget catalogue shows what it takes.';

/** Numbers of TypeScript's messages. */
const codes = {
  notAssignable: [2322, 2820],
  unknownProperty: [2353, 2561],
  missingProperty: [2739, 2740, 2741],
  noSuchProperty: [2339, 2551],
  noSuchName: [2304, 2552, 2503],
  noSuchModule: [2307],
};

/** @returns what TypeScript says, for somebody who does not program; null for what another rule tells. */
export function describeTypeError(
  diagnostic: ts.DiagnosticWithLocation,
  checker: ts.TypeChecker,
): Pick<Problem, 'fact' | 'fix'> | null {
  const is = (kind: keyof typeof codes) => codes[kind].includes(diagnostic.code);
  const node = nodeAt(diagnostic.file, diagnostic.start);
  const isTagName = ts.isJsxOpeningLikeElement(node.parent) || ts.isJsxClosingElement(node.parent);
  // Files and names of tags are for the rule of imports; what is there too much or too little, for that of properties.
  if (
    is('noSuchModule') ||
    is('unknownProperty') ||
    (isTagName && (is('noSuchName') || is('missingProperty') || is('notAssignable')))
  )
    return null;
  if (is('noSuchName')) {
    return {
      fact: `Nothing is called “${node.getText()}” here.`,
      fix: 'Mend the name, or import it in the lines below the front matter.',
    };
  }
  if (is('noSuchProperty') && ts.isPropertyAccessExpression(node.parent)) {
    const owner = node.parent.expression;
    return {
      fact: `“${owner.getText()}” has no “${node.getText()}”.`,
      fix: listNames(checker.getTypeAtLocation(owner), checker),
    };
  }
  if (ts.isJsxAttribute(node.parent) && is('notAssignable')) {
    const props = checker.getContextualType(node.parent.parent);
    const isKnown = props && checker.getPropertyOfType(props, node.getText()) !== undefined;
    return isKnown ? describeAttribute(node.parent, checker) : null;
  }
  if (ts.isPropertyAssignment(node.parent) && is('notAssignable')) {
    return describeValue(node.getText(), node.parent.initializer, checker);
  }
  return { fact: sentence(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')), fix: CATALOGUE };
}

function describeAttribute(attribute: ts.JsxAttribute, checker: ts.TypeChecker): Pick<Problem, 'fact' | 'fix'> {
  const name = attribute.name.getText();
  const { initializer } = attribute;
  const value = initializer && ts.isJsxExpression(initializer) ? initializer.expression : initializer;
  if (value) return describeValue(name, value, checker);
  return { fact: `“${name}” has no value.`, fix: `Write ${name}="…" or ${name}={…}. ${CATALOGUE}` };
}

function describeValue(name: string, value: ts.Node, checker: ts.TypeChecker): Pick<Problem, 'fact' | 'fix'> {
  const expected = ts.isExpression(value) ? checker.getContextualType(value) : undefined;
  const wanted = expected ? typeText(checker.getNonNullableType(expected), checker) : 'of another type';
  const isQuoted = ts.isStringLiteral(value) && ts.isJsxAttribute(value.parent) && isNumber(value.text);
  return {
    fact: `“${name}” is ${valueText(value, checker)} and has to be ${wanted}.`,
    fix: isQuoted ? `Write it in braces: ${name}={${value.text}}.` : CATALOGUE,
  };
}

function valueText(value: ts.Node, checker: ts.TypeChecker): string {
  const text = value.getText();
  return text.length <= 40 ? text : typeText(checker.getTypeAtLocation(value), checker);
}

function typeText(type: ts.Type, checker: ts.TypeChecker): string {
  const words: Readonly<Record<string, string>> = { number: 'a number', string: 'a text' };
  const textOf = (each: ts.Type) => {
    const text = checker.typeToString(each, undefined, ts.TypeFormatFlags.NoTruncation);
    return words[text] ?? text;
  };
  return type.isUnion() ? type.types.map(textOf).join(' or ') : textOf(type);
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

function sentence(message: string): string {
  return `TypeScript says: ${message.split('\n')[0]?.replace(/\.?$/, '.') ?? ''}`;
}

/** The innermost node that begins there. */
function nodeAt(source: ts.SourceFile, offset: number): ts.Node {
  const find = (node: ts.Node): ts.Node => {
    const child = ts.forEachChild(node, (each) =>
      each.getStart(source) <= offset && offset < each.end ? each : undefined,
    );
    return child ? find(child) : node;
  };
  return find(source);
}
