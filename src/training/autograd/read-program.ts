import type { SyntaxNode } from '@lezer/common';
import { ExpressionError } from '../../expressions/expression-error.ts';
import { parseTree, readStatements } from '../../expressions/parse.ts';
import { childrenOf, spanOf } from '../../expressions/syntax-nodes.ts';
import { ExpressionReader } from '../../expressions/read-expression.ts';
import type { AttributeAssignment, AutogradProgram, AutogradStatement, NoGradBlock } from './syntax.ts';

/**
 * Reads a program with gradients: the statements of expressions, `x.grad = None` and blocks under `with torch.no_grad():`.
 *
 * @throws {ExpressionError} where the source is no Python, or Python that this language leaves out.
 */
export function readProgram(source: string): AutogradProgram {
  const statements = childrenOf(parseTree(source)).flatMap((node) => read(node, source));
  if (statements.length > 0) return { source, statements };
  const whole = { start: 0, end: source.length };
  throw new ExpressionError('The program is empty.', 'Choose an example to begin with.', whole, source);
}

function read(node: SyntaxNode, source: string): readonly AutogradStatement[] {
  if (node.name === 'WithStatement') return [readBlock(node, source)];
  if (node.name === 'StatementGroup') return childrenOf(node).flatMap((child) => read(child, source));
  const assignment = node.name === 'AssignStatement' ? readAttributeAssignment(node, source) : null;
  return assignment ? [assignment] : readStatements(node, source);
}

/** `x.grad = None`, or null for an assignment to anything else. */
function readAttributeAssignment(node: SyntaxNode, source: string): AttributeAssignment | null {
  const parts = childrenOf(node);
  const [targetNode, , valueNode] = parts;
  const isPlain = parts.map(({ name }) => name).indexOf('AssignOp') === 1 && parts.length === 3;
  if (!isPlain || targetNode?.name !== 'MemberExpression' || !valueNode) return null;
  const reader = new ExpressionReader(source);
  const target = reader.read(targetNode);
  if (target.kind !== 'attribute') return null;
  return { kind: 'attributeAssignment', target, value: reader.read(valueNode), span: spanOf(node) };
}

function readBlock(node: SyntaxNode, source: string): NoGradBlock {
  const [, context, body] = childrenOf(node);
  const span = spanOf(node);
  const text = context ? source.slice(context.from, context.to).replaceAll(/\s/g, '') : '';
  if (body?.name !== 'Body' || !['torch.no_grad()', 'no_grad()'].includes(text)) {
    const fix = 'Write “with torch.no_grad():” alone in its line.';
    throw new ExpressionError('This block is not part of this language.', fix, span, source);
  }
  const statements = childrenOf(body).flatMap((child) => (child.name === ':' ? [] : read(child, source)));
  return { kind: 'noGrad', statements, span };
}
