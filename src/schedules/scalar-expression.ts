/**
 * Python's expressions of numbers, as a reader types them for a schedule or a callback: read by a parser and computed
 * node by node. Nothing typed is ever executed.
 */
import type { SyntaxNode } from '@lezer/common';
import { ExpressionError } from '../expressions/expression-error.ts';
import { parseTree } from '../expressions/parse.ts';
import { childrenOf, spanOf } from '../expressions/syntax-nodes.ts';

export type ScalarValue = number | boolean;

/** What an expression finds when it is computed. */
export interface ScalarScope {
  /** Its names, such as `epoch`. */
  readonly names: Readonly<Record<string, number>>;
  /** What `logs["…"]` gives. */
  readonly logs?: Readonly<Record<string, number>>;
}

/** An expression that has been read. @throws {PythonError} what Python would raise. */
export type ScalarExpression = (scope: ScalarScope) => ScalarValue;

/** An exception of Python while an expression is computed, such as a ZeroDivisionError. */
export class PythonError extends Error {
  constructor(
    name: 'KeyError' | 'NameError' | 'OverflowError' | 'TypeError' | 'ValueError' | 'ZeroDivisionError',
    message: string,
  ) {
    super(message);
    this.name = name;
  }
}

/** Longer than any condition that somebody types, and short enough for a link. */
const LONGEST_SOURCE = 300;
const DEEPEST = 40;

/**
 * Reads one expression: numbers, the given names, `logs["…"]`, arithmetic, comparisons, `and`, `or`, `not`,
 * `a if b else c`, and functions such as `min` and `math.cos`.
 *
 * @throws {ExpressionError} for what is no Python, or Python that is left out here.
 */
export function readScalar(source: string, names: readonly string[]): ScalarExpression {
  const whole = { start: 0, end: source.length };
  const fail = (message: string, fix: string) => new ExpressionError(message, fix, whole, source);
  if (source.trim() === '') throw fail('The expression is empty.', 'Write one, such as 0.95 ** epoch.');
  if (source.length > LONGEST_SOURCE) throw fail(`It has more than ${LONGEST_SOURCE} characters.`, 'Shorten it.');
  const [statement, more] = childrenOf(parseTree(source));
  const [expression, other] = statement ? childrenOf(statement) : [];
  if (more || other || statement?.name !== 'ExpressionStatement' || !expression) {
    throw fail(
      'This is no single expression.',
      'Write the value alone, without an assignment, a comma or a second line.',
    );
  }
  return new Reader(source, names).read(expression, 0);
}

type Binary = (left: number, right: number) => ScalarValue;

const OPERATORS: Readonly<Record<string, Binary>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': divide,
  '//': (left, right) => Math.floor(divide(left, right)),
  '%': (left, right) => left - right * Math.floor(divide(left, right)),
  '**': power,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
};

const COMPARISONS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '==', '!=']);

interface Callable {
  readonly least: number;
  readonly most: number;
  readonly compute: (...values: number[]) => ScalarValue;
}

const one = (compute: (value: number) => ScalarValue): Callable => ({ least: 1, most: 1, compute });

const FUNCTIONS: Readonly<Record<string, Callable>> = {
  abs: one(Math.abs),
  int: one(Math.trunc),
  float: one((value) => value),
  min: { least: 2, most: Infinity, compute: Math.min },
  max: { least: 2, most: Infinity, compute: Math.max },
  'math.sqrt': one((value) => inDomain(value >= 0, Math.sqrt(value))),
  'math.exp': one((value) => finite(Math.exp(value))),
  'math.log': one((value) => inDomain(value > 0, Math.log(value))),
  'math.log10': one((value) => inDomain(value > 0, Math.log10(value))),
  'math.cos': one(Math.cos),
  'math.sin': one(Math.sin),
  'math.floor': one(Math.floor),
  'math.ceil': one(Math.ceil),
  'math.isnan': one(Number.isNaN),
};

const CONSTANTS: Readonly<Record<string, number>> = { 'math.pi': Math.PI, 'math.e': Math.E, 'math.inf': Infinity };

class Reader {
  readonly #source: string;
  readonly #names: readonly string[];

  constructor(source: string, names: readonly string[]) {
    this.#source = source;
    this.#names = names;
  }

  read(node: SyntaxNode, depth: number): ScalarExpression {
    if (depth > DEEPEST) throw this.#error(node, 'The expression is nested too deeply.', 'Make it simpler.');
    const text = this.#text(node);
    const below = (child: SyntaxNode | undefined) => this.read(child ?? node, depth + 1);
    const children = childrenOf(node);
    switch (node.name) {
      case 'Number':
        return this.#number(node, text);
      case 'Boolean':
        return () => text === 'True';
      case 'VariableName':
        return this.#name(node, text);
      case 'ParenthesizedExpression':
        return below(children[1]);
      case 'UnaryExpression':
        return unary(this.#text(children[0] ?? node), below(children[1]));
      case 'BinaryExpression':
        return this.#binary(node, children, depth);
      case 'ConditionalExpression': {
        const [value, condition, other] = [below(children[0]), below(children[2]), below(children[4])];
        return (scope) => (condition(scope) ? value(scope) : other(scope));
      }
      case 'CallExpression':
        return this.#call(node, children, depth);
      case 'MemberExpression':
        return this.#member(node, children, text);
      default:
        throw this.#error(node, `“${text.slice(0, 30)}” is not part of this small language.`, FIX);
    }
  }

  #number(node: SyntaxNode, text: string): ScalarExpression {
    const value = Number(text.replaceAll('_', ''));
    if (!Number.isFinite(value)) throw this.#error(node, `“${text}” is no number.`, 'Write it as 2, 0.5 or 1e-3.');
    return () => value;
  }

  #name(node: SyntaxNode, name: string): ScalarExpression {
    if (name === 'logs')
      throw this.#error(node, '“logs” is a dictionary.', 'Write logs["val_loss"] for one of its numbers.');
    if (!this.#names.includes(name)) {
      throw this.#error(
        node,
        `The name “${name}” means nothing here.`,
        `Use ${this.#names.join(', ')}, numbers, or math.cos and the like.`,
      );
    }
    return ({ names }) => {
      const value = names[name];
      if (value === undefined) throw new PythonError('NameError', `name '${name}' is not defined`);
      return value;
    };
  }

  #binary(
    node: SyntaxNode,
    [leftNode, operatorNode, rightNode]: readonly SyntaxNode[],
    depth: number,
  ): ScalarExpression {
    const operator = this.#text(operatorNode ?? node);
    const [left, right] = [this.read(leftNode ?? node, depth + 1), this.read(rightNode ?? node, depth + 1)];
    if (operator === 'and') return (scope) => left(scope) && right(scope);
    if (operator === 'or') return (scope) => left(scope) || right(scope);
    const compute = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
    if (!compute) throw this.#error(operatorNode ?? node, `“${operator}” is not part of this small language.`, FIX);
    if (COMPARISONS.has(operator) && leftNode?.name === 'BinaryExpression' && this.#isComparison(leftNode)) {
      throw this.#error(node, 'Comparisons are chained.', 'Write a < b and b < c.');
    }
    return (scope) => compute(Number(left(scope)), Number(right(scope)));
  }

  #isComparison(node: SyntaxNode): boolean {
    const [, operator] = childrenOf(node);
    return operator !== undefined && COMPARISONS.has(this.#text(operator));
  }

  #call(node: SyntaxNode, [callee, list]: readonly SyntaxNode[], depth: number): ScalarExpression {
    const name = this.#text(callee ?? node).replaceAll(/\s/g, '');
    const found = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (!found) {
      throw this.#error(
        node,
        `“${name.slice(0, 30)}” is no function here.`,
        `There are ${Object.keys(FUNCTIONS).join(', ')}.`,
      );
    }
    const { least, most, compute } = found;
    const parts = list ? childrenOf(list).filter(({ name: kind }) => !['(', ')', ','].includes(kind)) : [];
    if (parts.length < least || parts.length > most) {
      throw this.#error(
        node,
        `${name} takes ${least === most ? least : `at least ${least}`}, not ${parts.length} values.`,
        'Count them.',
      );
    }
    const values = parts.map((part) => this.read(part, depth + 1));
    return (scope) => compute(...values.map((value) => Number(value(scope))));
  }

  #member(node: SyntaxNode, [object, bracket, key]: readonly SyntaxNode[], text: string): ScalarExpression {
    const constant = text.replaceAll(/\s/g, '');
    if (Object.hasOwn(CONSTANTS, constant)) return () => CONSTANTS[constant] ?? NaN;
    const isLogs = this.#names.includes('logs') && object && this.#text(object) === 'logs';
    if (!isLogs || bracket?.name !== '[' || key?.name !== 'String') {
      throw this.#error(node, `“${text.slice(0, 30)}” is not part of this small language.`, FIX);
    }
    const name = this.#text(key).slice(1, -1);
    return ({ logs = {} }) => {
      const value = Object.hasOwn(logs, name) ? logs[name] : undefined;
      if (value === undefined) throw new PythonError('KeyError', `'${name}'`);
      return value;
    };
  }

  #text({ from, to }: SyntaxNode): string {
    return this.#source.slice(from, to);
  }

  #error(node: SyntaxNode, message: string, fix: string): ExpressionError {
    return new ExpressionError(message, fix, spanOf(node), this.#source);
  }
}

const FIX = 'Use numbers, names, + - * / // % **, comparisons, and, or, not, and a if b else c.';

function unary(operator: string, operand: ScalarExpression): ScalarExpression {
  if (operator === 'not') return (scope) => !operand(scope);
  return operator === '-' ? (scope) => -Number(operand(scope)) : operand;
}

function divide(left: number, right: number): number {
  if (right === 0) throw new PythonError('ZeroDivisionError', 'division by zero');
  return left / right;
}

function power(left: number, right: number): number {
  if (left === 0 && right < 0) throw new PythonError('ZeroDivisionError', 'zero to a negative power');
  const value = left ** right;
  if (Number.isNaN(value) && !Number.isNaN(left)) throw new PythonError('ValueError', 'the power is no real number');
  return finite(value);
}

function finite(value: number): number {
  if (value === Infinity) throw new PythonError('OverflowError', 'the result is too large');
  return value;
}

function inDomain(isIn: boolean, value: number): number {
  if (!isIn) throw new PythonError('ValueError', 'math domain error');
  return value;
}
