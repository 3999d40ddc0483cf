import { bindAttribute, bindCall, modulePath, type BoundCall } from './bind-call.ts';
import { catalogue } from './catalogue/catalogue.ts';
import { parametersOf } from './catalogue/signature.ts';
import { dataTypeNamed } from './data-types.ts';
import type { Call, Expression, Program, Slice, Statement, SubscriptItem } from './syntax.ts';

export type Framework = 'torch' | 'tensorflow';

const MODULE_NAMES: Readonly<Record<Framework, string>> = { torch: 'torch', tensorflow: 'tf' };

/**
 * The program as a user of the framework writes it, without imports: one line of code for each statement.
 *
 * @throws {ExpressionError} for a call of no operation, or with arguments that do not fit.
 */
export function printProgram(program: Program, framework: Framework): readonly string[] {
  const printer = new Printer(program.source, framework);
  return program.statements.map((statement) => printer.statement(statement));
}

/** How tightly an operator binds, as Python has it; what is not listed needs no brackets. */
const TIGHTNESS: Readonly<Record<string, number>> = {
  '|': 2,
  '^': 3,
  '&': 4,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '//': 7,
  '%': 7,
  '@': 7,
  '**': 9,
};
const COMPARISON = 1;
const UNARY = 8;
const ATOM = 11;

class Printer {
  readonly #source: string;
  readonly #framework: Framework;

  constructor(source: string, framework: Framework) {
    this.#source = source;
    this.#framework = framework;
  }

  statement(statement: Statement): string {
    const value = this.#topLevel(statement.value);
    switch (statement.kind) {
      case 'assignment':
        return `${statement.names.join(', ')} = ${value}`;
      case 'itemAssignment':
        return `${this.#print(statement.target)} = ${value}`;
      case 'update':
        return `${this.#print(statement.target)} ${statement.operator}= ${value}`;
      case 'expression':
        return value;
    }
  }

  /** A tuple needs no brackets where it is all of a statement's value. */
  #topLevel(value: Expression): string {
    return value.kind === 'tuple' && value.items.length > 1 ? this.#list(value.items) : this.#print(value);
  }

  #print(expression: Expression): string {
    switch (expression.kind) {
      case 'number':
        return this.#source.slice(expression.span.start, expression.span.end);
      case 'string':
        return `'${expression.value}'`;
      case 'constant':
        return expression.value === null ? 'None' : expression.value ? 'True' : 'False';
      case 'list':
        return `[${this.#list(expression.items)}]`;
      case 'tuple':
        return `(${this.#list(expression.items)}${expression.items.length === 1 ? ',' : ''})`;
      case 'name':
        return this.#typeName(expression) ?? expression.name;
      case 'unary':
        return `${expression.operator}${this.#within(expression.operand, UNARY)}`;
      case 'binary': {
        const own = TIGHTNESS[expression.operator] ?? 0;
        // Powers bind to the right, all others to the left.
        const [left, right] = expression.operator === '**' ? [own + 1, UNARY] : [own, own + 1];
        return `${this.#within(expression.left, left)} ${expression.operator} ${this.#within(expression.right, right)}`;
      }
      case 'comparison': {
        const [left, right] = [expression.left, expression.right].map((side) => this.#within(side, COMPARISON + 1));
        return `${left ?? ''} ${expression.operator} ${right ?? ''}`;
      }
      case 'call':
        return this.#operation(bindCall(expression, this.#source), expression);
      case 'attribute': {
        const bound = bindAttribute(expression);
        if (bound && modulePath(expression) === null) return this.#operation(bound);
        return this.#typeName(expression) ?? `${this.#within(expression.object, ATOM)}.${expression.name}`;
      }
      case 'subscript':
        return `${this.#within(expression.object, ATOM)}[${expression.items.map((item) => this.#item(item)).join(', ')}]`;
    }
  }

  #operation({ operation, arguments: given }: BoundCall, call?: Call): string {
    const template = catalogue[operation][this.#framework];
    const parameters = parametersOf(operation);
    return template.replaceAll(
      /(, )?(\w+=)?\{(\w+|\*)\}(\.)?/g,
      (_, comma = '', keyword = '', name: string, dot = '') => {
        if (name === '*') return `${comma}${call ? this.#arguments(call) : ''}`;
        const value = given.get(name);
        const standard = parameters.find((parameter) => parameter.name === name)?.default ?? null;
        if (!value && (keyword !== '' || standard === null)) return '';
        const written = value ? (dot === '' ? this.#print(value) : this.#within(value, ATOM)) : standard;
        return `${comma}${keyword}${written ?? ''}${dot}`;
      },
    );
  }

  /** The arguments as they were given, in front of them the tensor whose method was called. */
  #arguments({ callee, positional, keywords }: Call): string {
    const receiver = callee.kind === 'attribute' && modulePath(callee) === null ? [callee.object] : [];
    const named = keywords.map(({ name, value }) => `${name}=${this.#print(value)}`);
    return [...[...receiver, ...positional].map((value) => this.#print(value)), ...named].join(', ');
  }

  #list(items: readonly Expression[]): string {
    return items.map((item) => this.#print(item)).join(', ');
  }

  #item(item: SubscriptItem): string {
    if (item.kind === 'ellipsis') return '...';
    return item.kind === 'slice' ? this.#slice(item) : this.#print(item);
  }

  #slice({ start, stop, step }: Slice): string {
    const [first, last, by] = [start, stop, step].map((part) => (part ? this.#print(part) : ''));
    return `${first ?? ''}:${last ?? ''}${by ? `:${by}` : ''}`;
  }

  /** In brackets where it binds less tightly than `tightness`. */
  #within(expression: Expression, tightness: number): string {
    const text = this.#print(expression);
    return tightnessOf(expression) < tightness ? `(${text})` : text;
  }

  #typeName(expression: Expression): string | null {
    const type = dataTypeNamed(expression);
    return type && `${MODULE_NAMES[this.#framework]}.${type}`;
  }
}

function tightnessOf(expression: Expression): number {
  switch (expression.kind) {
    case 'binary':
      return TIGHTNESS[expression.operator] ?? 0;
    case 'comparison':
      return COMPARISON;
    case 'unary':
      return UNARY;
    case 'number':
      // `2.T` would be no Python.
      return ATOM - 1;
    default:
      return ATOM;
  }
}
