import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { ExpressionError } from './expression-error.ts';
import { ExpressionReader } from './read-expression.ts';
import { childrenOf, spanOf } from './syntax-nodes.ts';
import { syntaxErrorOf } from './syntax-error.ts';
import type { BinaryOperator, Expression, Name, Program, Span, Statement, Subscript } from './syntax.ts';
import { isBinaryOperator } from './operators.ts';

/** Longer than any program that somebody types here, and short enough to be read at once. */
const LONGEST_SOURCE = 4_000;

/**
 * Reads a program: assignments, item assignments, updates such as `a += 1`, and expressions, one on a line or separated by
 * semicolons. Nothing is looked up and nothing runs.
 *
 * @throws {ExpressionError} where the source is no Python, or Python that this language leaves out.
 */
export function parse(source: string): Program {
  const statements = childrenOf(parseTree(source)).flatMap((node) => readStatements(node, source));
  if (statements.length > 0) return { source, statements };
  const whole = { start: 0, end: source.length };
  throw new ExpressionError('The program is empty.', 'Type an expression, such as tensor([1, 2]) + 1.', whole, source);
}

/** Python's own tree of a source, for languages that have more statements. @throws {ExpressionError} for no Python. */
export function parseTree(source: string): SyntaxNode {
  const whole = { start: 0, end: source.length };
  if (source.length > LONGEST_SOURCE) {
    const message = `The program has ${source.length} characters; at most ${LONGEST_SOURCE} are read.`;
    throw new ExpressionError(message, 'Shorten it.', whole, source);
  }
  const { topNode } = parser.parse(`${withReadableNumbers(source)}\n`);
  const error = syntaxErrorOf(topNode, source);
  if (error) throw error;
  return topNode;
}

/**
 * The source of the same length with `2.` as `2_`, which the parser takes for a number: it does not know a point at the
 * end of one. What the number is, is read from the source itself.
 */
function withReadableNumbers(source: string): string {
  return source.replaceAll(
    /#.*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|(?<![\w.])\d[\d_]*\.(?=[eE][-+]?\d|[^\w.]|$)/g,
    (text) => (/^\d/.test(text) ? `${text.slice(0, -1)}_` : text),
  );
}

/** The statements that a node of the tree is. @throws {ExpressionError} for what this language leaves out. */
export function readStatements(node: SyntaxNode, source: string): Statement[] {
  switch (node.name) {
    case ';':
      return [];
    case 'StatementGroup':
      return childrenOf(node).flatMap((child) => readStatements(child, source));
    case 'ExpressionStatement':
      return [{ kind: 'expression', value: readList(childrenOf(node), node, source), span: spanOf(node) }];
    case 'AssignStatement':
      return [readAssignment(node, source)];
    case 'UpdateStatement':
      return [readUpdate(node, source)];
    default:
      throw refusal(node, source);
  }
}

function readAssignment(node: SyntaxNode, source: string): Statement {
  const parts = childrenOf(node);
  const equals = parts.flatMap(({ name }, place) => (name === 'AssignOp' ? place : []));
  const typed = parts.find(({ name }) => name === 'TypeDef');
  if (typed) {
    throw new ExpressionError(
      'This language has no type annotations.',
      'Leave the annotation out.',
      spanOf(typed),
      source,
    );
  }
  const [place = 0, second] = equals;
  if (second !== undefined) {
    const at = parts[second] ?? node;
    throw new ExpressionError('Two assignments stand in one statement.', 'Write two lines.', spanOf(at), source);
  }
  const value = readList(parts.slice(place + 1), node, source);
  const target = readList(parts.slice(0, place), node, source);
  const span = spanOf(node);
  if (target.kind === 'subscript') return { kind: 'itemAssignment', target, value, span };
  const names = target.kind === 'tuple' || target.kind === 'list' ? target.items : [target];
  return { kind: 'assignment', names: names.map((name) => nameOf(name, source)), value, span };
}

function readUpdate(node: SyntaxNode, source: string): Statement {
  const parts = childrenOf(node);
  const place = parts.findIndex(({ name }) => name === 'UpdateOp');
  const value = readList(parts.slice(place + 1), node, source);
  const target = updatable(readList(parts.slice(0, place), node, source), source);
  const operatorNode = parts[place] ?? node;
  const text = source.slice(operatorNode.from, operatorNode.to - 1);
  return {
    kind: 'update',
    target,
    operator: operatorOf(text, spanOf(operatorNode), source),
    value,
    span: spanOf(node),
  };
}

function operatorOf(text: string, span: Span, source: string): BinaryOperator {
  if (isBinaryOperator(text)) return text;
  throw new ExpressionError(`The operator ${text}= is not part of this language.`, 'Use += or *=.', span, source);
}

function nameOf(target: Expression, source: string): string {
  if (target.kind === 'name') return target.name;
  const fix = 'Write a name, such as x = ..., or an item, such as x[0] = ....';
  throw new ExpressionError('A value cannot be assigned to this.', fix, target.span, source);
}

function updatable(target: Expression, source: string): Name | Subscript {
  if (target.kind === 'name' || target.kind === 'subscript') return target;
  const fix = 'Write a name, such as x += ..., or an item, such as x[0] += ....';
  throw new ExpressionError('This cannot be updated.', fix, target.span, source);
}

/** One expression, or several with commas as a tuple. */
function readList(nodes: readonly SyntaxNode[], around: SyntaxNode, source: string): Expression {
  const reader = new ExpressionReader(source);
  const items = nodes.filter(({ name }) => name !== ',').map((node) => reader.read(node));
  const [first] = items;
  const last = items.at(-1);
  if (!first || !last) {
    throw new ExpressionError('Something is missing here.', 'Write an expression.', spanOf(around), source);
  }
  const isSingle = items.length === 1 && !nodes.some(({ name }) => name === ',');
  return isSingle ? first : { kind: 'tuple', items, span: { start: first.span.start, end: last.span.end } };
}

const STATEMENTS: Readonly<Record<string, string>> = {
  ImportStatement: 'torch, tf and np are there already: leave the import out.',
  ForStatement: 'Write the steps one after the other, or use an operation on whole tensors.',
  WhileStatement: 'Write the steps one after the other.',
  IfStatement: 'Use where(condition, a, b), which chooses element by element.',
  FunctionDefinition: 'Write its expression where it is used.',
  ClassDefinition: 'Write expressions of tensors alone.',
  WithStatement: 'Leave the block away.',
  DeleteStatement: 'Assign another value to the name.',
  PrintStatement: 'Write the expression alone: its value is shown.',
};

function refusal(node: SyntaxNode, source: string): ExpressionError {
  const [word = 'This'] = source.slice(node.from, node.to).split(/\W/);
  const fix = STATEMENTS[node.name] ?? 'Write assignments and expressions alone.';
  const span = { start: node.from, end: node.from + word.length };
  return new ExpressionError(`“${word}” is a statement that this language leaves out.`, fix, span, source);
}
