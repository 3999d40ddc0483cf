import type { SyntaxNode } from '@lezer/common';
import { ExpressionError } from './expression-error.ts';
import { isBinaryOperator, isComparisonOperator, isUnaryOperator } from './operators.ts';
import { childrenOf, spanOf } from './syntax-nodes.ts';
import type { Attribute, Call, Expression, Keyword, Name, Slice, Subscript, SubscriptItem } from './syntax.ts';

/** More levels than anybody writes; a deeper source would exhaust the stack of those who walk the tree. */
const DEEPEST = 60;

/** Turns nodes of the parser into expressions of ours. */
export class ExpressionReader {
  readonly #source: string;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** @throws {ExpressionError} for what this language leaves out. */
  read(node: SyntaxNode): Expression {
    if (this.#depth > DEEPEST) throw this.#error(node, 'The expression is nested too deeply.', 'Name a part of it.');
    this.#depth += 1;
    try {
      return this.#read(node);
    } finally {
      this.#depth -= 1;
    }
  }

  #read(node: SyntaxNode): Expression {
    const span = spanOf(node);
    switch (node.name) {
      case 'Number':
        return this.#number(node);
      case 'String':
        return { kind: 'string', value: this.#string(node), span };
      case 'Boolean':
        return { kind: 'constant', value: this.#text(node) === 'True', span };
      case 'None':
        return { kind: 'constant', value: null, span };
      case 'VariableName':
        return { kind: 'name', name: this.#text(node), span };
      case 'ParenthesizedExpression':
        return this.#inner(node);
      case 'ArrayExpression':
        return { kind: 'list', items: this.#items(node), span };
      case 'TupleExpression':
        return { kind: 'tuple', items: this.#items(node), span };
      case 'UnaryExpression':
        return this.#unary(node);
      case 'BinaryExpression':
        return this.#binary(node);
      case 'CallExpression':
        return this.#call(node);
      case 'MemberExpression':
        return this.#member(node);
      default:
        throw this.#refusal(node);
    }
  }

  #number(node: SyntaxNode): Expression {
    const text = this.#text(node).replaceAll('_', '');
    const value = Number(text);
    if (Number.isNaN(value)) throw this.#error(node, `“${text}” is no real number.`, 'Write it as 2, 0.5 or 1e-3.');
    const isFloat = !/^0[box]/i.test(text) && /[.e]/i.test(text);
    return { kind: 'number', value, isFloat, span: spanOf(node) };
  }

  #string(node: SyntaxNode): string {
    const text = this.#text(node);
    if (/^['"]/.test(text) && !text.startsWith('"""') && !text.startsWith("'''") && !text.includes('\\')) {
      return text.slice(1, -1);
    }
    throw this.#error(node, 'Strings are plain here.', "Write it in single quotes, such as 'ij,jk->ik'.");
  }

  #inner(node: SyntaxNode): Expression {
    const [inner] = this.#itemNodes(node);
    if (!inner) throw this.#error(node, 'The brackets are empty.', 'Write an expression in them.');
    return this.read(inner);
  }

  #unary(node: SyntaxNode): Expression {
    const [operatorNode, operandNode] = childrenOf(node);
    if (!operatorNode || !operandNode) throw this.#refusal(node);
    const operator = this.#text(operatorNode);
    if (!isUnaryOperator(operator)) {
      throw this.#error(operatorNode, 'A tensor has many truth values.', 'Use ~x, or logical_not(x).');
    }
    return { kind: 'unary', operator, operand: this.read(operandNode), span: spanOf(node) };
  }

  #binary(node: SyntaxNode): Expression {
    const [leftNode, operatorNode, ...rest] = childrenOf(node);
    const rightNode = rest.at(-1);
    if (!leftNode || !operatorNode || !rightNode) throw this.#refusal(node);
    const operator = this.#text(operatorNode);
    if (isBinaryOperator(operator)) {
      return { kind: 'binary', operator, left: this.read(leftNode), right: this.read(rightNode), span: spanOf(node) };
    }
    if (!isComparisonOperator(operator)) {
      const fix = 'Use & for “and”, | for “or”, element by element, with brackets around each comparison.';
      throw this.#error(operatorNode, `“${operator}” is not part of this language.`, fix);
    }
    const left = this.read(leftNode);
    if (left.kind === 'comparison' && leftNode.name !== 'ParenthesizedExpression') {
      throw this.#error(operatorNode, 'Comparisons are chained.', 'Write (a < b) & (b < c).');
    }
    return { kind: 'comparison', operator, left, right: this.read(rightNode), span: spanOf(node) };
  }

  #call(node: SyntaxNode): Call {
    const [calleeNode, listNode] = childrenOf(node);
    if (!calleeNode || listNode?.name !== 'ArgList') throw this.#refusal(node);
    const callee = this.#callee(calleeNode);
    const positional: Expression[] = [];
    const keywords: Keyword[] = [];
    const parts = this.#itemNodes(listNode, true);
    for (let place = 0; place < parts.length; place += 1) {
      const part = parts[place];
      if (!part) continue;
      const [equals, value] = [parts[place + 1], parts[place + 2]];
      if (equals?.name === 'AssignOp' && value) {
        keywords.push({ name: this.#text(part), value: this.read(value), span: { start: part.from, end: value.to } });
        place += 2;
      } else {
        if (keywords.length > 0) {
          const fix = 'Arguments by position come first.';
          throw this.#error(part, 'An argument by position follows one by name.', fix);
        }
        positional.push(this.read(part));
      }
    }
    return { kind: 'call', callee, positional, keywords, span: spanOf(node) };
  }

  #callee(node: SyntaxNode): Name | Attribute {
    const callee = this.read(node);
    if (callee.kind === 'name' || callee.kind === 'attribute') return callee;
    throw this.#error(node, 'This cannot be called.', 'Call an operation by its name, such as sum(x).');
  }

  #member(node: SyntaxNode): Attribute | Subscript {
    const [objectNode, ...rest] = childrenOf(node);
    if (!objectNode) throw this.#refusal(node);
    const object = this.read(objectNode);
    const property = rest.find(({ name }) => name === 'PropertyName');
    if (property) return { kind: 'attribute', object, name: this.#text(property), span: spanOf(node) };
    return { kind: 'subscript', object, items: this.#subscriptItems(rest), span: spanOf(node) };
  }

  /** The parser gives what is between the brackets as one flat list, commas and colons included. */
  #subscriptItems(nodes: readonly SyntaxNode[]): SubscriptItem[] {
    const groups: SyntaxNode[][] = [[]];
    for (const node of nodes.filter(({ name }) => !['[', ']'].includes(name))) {
      if (node.name === ',') groups.push([]);
      else groups.at(-1)?.push(node);
    }
    return groups.filter((group) => group.length > 0).map((group) => this.#subscriptItem(group));
  }

  #subscriptItem(group: readonly SyntaxNode[]): SubscriptItem {
    const [first] = group;
    if (!first) throw new Error('An item of a subscript has no nodes.');
    if (group.some(({ name }) => name === ':')) return this.#slice(group, first);
    if (first.name === 'Ellipsis') return { kind: 'ellipsis', span: spanOf(first) };
    return this.read(first);
  }

  #slice(group: readonly SyntaxNode[], first: SyntaxNode): Slice {
    const parts: (Expression | null)[] = [null];
    for (const node of group) {
      if (node.name === ':') parts.push(null);
      else parts[parts.length - 1] = this.read(node);
    }
    const [start = null, stop = null, step = null] = parts;
    const span = { start: first.from, end: group.at(-1)?.to ?? first.to };
    return { kind: 'slice', start, stop, step, span };
  }

  #items(node: SyntaxNode): Expression[] {
    return this.#itemNodes(node).map((child) => this.read(child));
  }

  #itemNodes(node: SyntaxNode, withEquals = false): SyntaxNode[] {
    const children = childrenOf(node);
    // The parser lets commas follow each other.
    const extra = children.find(({ name }, place) => name === ',' && /^[,([]$/.test(children[place - 1]?.name ?? ''));
    if (extra) throw this.#error(extra, 'There is a comma too many.', 'Leave it out, or write what is missing.');
    return children.filter(({ name }) =>
      name === 'AssignOp' ? withEquals : !['(', ')', '[', ']', ','].includes(name),
    );
  }

  #refusal(node: SyntaxNode): ExpressionError {
    const [message, fix] = REFUSED[node.name] ?? ['This is not part of this language.', 'Write a plain expression.'];
    return this.#error(node, message, fix);
  }

  #error(node: SyntaxNode, message: string, fix: string): ExpressionError {
    return new ExpressionError(message, fix, spanOf(node), this.#source);
  }

  #text({ from, to }: SyntaxNode): string {
    return this.#source.slice(from, to);
  }
}

const REFUSED: Readonly<Record<string, readonly [message: string, fix: string]>> = {
  LambdaExpression: ['Functions cannot be defined here.', 'Write the expression where it is used.'],
  ConditionalExpression: ['There is no “if” here.', 'Use where(condition, a, b), which chooses element by element.'],
  ArrayComprehensionExpression: [
    'There are no loops here.',
    'Use an operation on whole tensors, such as arange(4) * 2.',
  ],
  ComprehensionExpression: ['There are no loops here.', 'Use an operation on whole tensors, such as arange(4) * 2.'],
  DictionaryExpression: ['There are no dictionaries here.', 'Use a list, such as [1, 2].'],
  SetExpression: ['There are no sets here.', 'Use a list, such as [1, 2].'],
  FormatString: ['There are no formatted strings here.', 'Write the value as an expression of its own.'],
  ContinuedString: ['Two strings stand side by side.', 'Write one.'],
  Ellipsis: ['“...” stands between the brackets of an index alone.', 'Write x[..., 0].'],
  NamedExpression: ['An assignment stands inside an expression.', 'Write it as a line of its own.'],
  self: ['“self” is a word of Python’s own.', 'Choose another name.'],
};
