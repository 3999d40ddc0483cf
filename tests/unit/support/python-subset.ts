/** Runs the part of Python that golden programs are written in, against the dialect and by its calling convention. */
import * as torch from '../../../src/torch/index.ts';
import { camelCase, decodeScalar, isObject } from './golden-values.ts';

type Constant = null | boolean | number | string;

interface Name {
  readonly name: string;
}
interface Attribute {
  readonly attribute: readonly [Expression, string];
}
interface Call {
  readonly call: Expression;
  readonly arguments: readonly Expression[];
  readonly keywords: Readonly<Record<string, Expression>>;
}
interface Index {
  readonly index: Expression;
  readonly at: readonly Expression[];
}
interface Slice {
  readonly slice: readonly Expression[];
}
interface Spread {
  readonly spread: Expression;
}
interface List {
  readonly list: readonly Expression[];
}
interface Dict {
  readonly dict: readonly (readonly [string, Expression])[];
}
interface Each {
  readonly each: Expression;
  readonly in: Expression;
  readonly value: Expression;
}
interface Lambda {
  readonly parameters: readonly string[];
  readonly value: Expression;
}
interface Operation {
  readonly operator: string;
  readonly operands: readonly [Expression, Expression];
}
export type Expression =
  Constant | Name | Attribute | Call | Index | Slice | Spread | List | Dict | Each | Lambda | Operation;

export type Statement =
  | { readonly assign: readonly [Expression, Expression] }
  | { readonly do: Expression }
  | { readonly with: string; readonly body: readonly Statement[] }
  | { readonly for: Expression; readonly in: Expression; readonly body: readonly Statement[] }
  | { readonly define: string; readonly parameters: readonly string[]; readonly body: readonly Statement[] }
  | { readonly return: Expression };

type Names = Map<string, unknown>;

/** What a function gives back, wrapped so that it is not taken for going on. */
interface Returned {
  readonly returned: unknown;
}

/**
 * Runs statements in turn. Values that the dialect reads from the device are promises; programs only check them. The
 * value of the last statement is returned, so that a promise that fails can be awaited.
 *
 * @param names of variables, which the program adds to
 */
export function runProgram(program: readonly Statement[], names: Names): unknown {
  let last: unknown;
  for (const each of program) {
    if ('do' in each) last = evaluate(each.do, names);
    else runStatement(each, names);
  }
  return last;
}

function runStatement(statement: Statement, names: Names): Returned | undefined {
  if ('assign' in statement) assign(statement.assign[0], evaluate(statement.assign[1], names), names);
  else if ('do' in statement) evaluate(statement.do, names);
  else if ('with' in statement) return runWith(camelCase(statement.with), statement.body, names);
  else if ('for' in statement) return runFor(statement, names);
  else if ('define' in statement) names.set(statement.define, define(statement.parameters, statement.body, names));
  else return { returned: evaluate(statement.return, names) };
  return undefined;
}

function runBody(body: readonly Statement[], names: Names): Returned | undefined {
  for (const statement of body) {
    const result = runStatement(statement, names);
    if (result) return result;
  }
  return undefined;
}

/** `with torch.no_grad():` is a call with a function here. */
function runWith(name: string, body: readonly Statement[], names: Names): Returned | undefined {
  let result: Returned | undefined;
  const block = () => {
    result = runBody(body, names);
  };
  callMember(torch, name, [block]);
  return result;
}

function runFor(loop: Extract<Statement, { for: unknown }>, names: Names): Returned | undefined {
  for (const item of iterable(evaluate(loop.in, names))) {
    assign(loop.for, item, names);
    const result = runBody(loop.body, names);
    if (result) return result;
  }
  return undefined;
}

function define(parameters: readonly string[], body: readonly Statement[], names: Names) {
  return (...values: readonly unknown[]) =>
    runBody(body, withParameters(names, parameters, values))?.returned ?? undefined;
}

function withParameters(names: Names, parameters: readonly string[], values: readonly unknown[]): Names {
  return new Map([...names, ...parameters.map((name, index) => [name, values[index]] as const)]);
}

function assign(target: Expression, value: unknown, names: Names): void {
  if (typeof target !== 'object' || target === null) throw new Error('A program assigns to a constant.');
  if ('name' in target) names.set(target.name, value);
  else if ('list' in target) assignParts(target.list, value, names);
  else if ('attribute' in target) setMember(evaluate(target.attribute[0], names), target.attribute[1], value);
  else if ('index' in target) setItem(evaluate(target.index, names), items(target, names), value);
}

function assignParts(targets: readonly Expression[], value: unknown, names: Names): void {
  const parts = [...iterable(value)];
  targets.forEach((part, index) => assign(part, parts[index], names));
}

function setMember(owner: unknown, name: string, value: unknown): void {
  if (typeof owner !== 'object' || owner === null) throw new Error(`${String(owner)} has no ${name}.`);
  Reflect.set(owner, camelCase(name), value);
}

function setItem(owner: unknown, at: readonly unknown[], value: unknown): void {
  if (owner instanceof torch.Tensor) callMember(owner, 'setIndex', [at, value]);
  else setMember(owner, String(at[0]), value);
}

function evaluate(expression: Expression, names: Names): unknown {
  if (typeof expression !== 'object' || expression === null) return decodeScalar(expression);
  if ('name' in expression) return lookUp(expression.name, names);
  if ('attribute' in expression) return getMember(evaluate(expression.attribute[0], names), expression.attribute[1]);
  if ('call' in expression) return call(expression, names);
  if ('index' in expression) return getItem(evaluate(expression.index, names), items(expression, names));
  if ('slice' in expression) return { slice: expression.slice.map((part) => evaluate(part, names)) };
  if ('list' in expression) return expression.list.map((part) => evaluate(part, names));
  if ('dict' in expression) return record(expression.dict, names);
  if ('each' in expression) return each(expression, names);
  if ('operator' in expression) return operate(expression, names);
  if ('spread' in expression) throw new Error('Only arguments can be spread.');
  return (...values: readonly unknown[]) =>
    evaluate(expression.value, withParameters(names, expression.parameters, values)) ?? undefined;
}

function lookUp(name: string, names: Names): unknown {
  if (!names.has(name)) throw new Error(`The program has no variable ${name}.`);
  return names.get(name);
}

function items(expression: Index, names: Names): readonly unknown[] {
  return expression.at.map((part) => evaluate(part, names));
}

function record(entries: Dict['dict'], names: Names): Record<string, unknown> {
  return Object.fromEntries(entries.map(([name, value]) => [camelCase(name), evaluate(value, names)]));
}

function each(comprehension: Each, names: Names): readonly unknown[] {
  return Array.from(iterable(evaluate(comprehension.in, names)), (item) => {
    const inner = new Map(names);
    assign(comprehension.each, item, inner);
    return evaluate(comprehension.value, inner);
  });
}

/** Where a value is called as a function it is one, a class that makes an object, or a module that computes. */
function call(expression: Call, names: Names): unknown {
  const keywords = record(Object.entries(expression.keywords), names);
  const named = Object.keys(keywords).length > 0 ? [keywords] : [];
  const values = [...expression.arguments.flatMap((argument) => spread(argument, names)), ...named];
  const { call: callee } = expression;
  if (typeof callee === 'object' && callee !== null && 'attribute' in callee) {
    const owner = evaluate(callee.attribute[0], names);
    if (Array.isArray(owner) && callee.attribute[1] === 'append') return void owner.push(...values);
    return callMember(owner, camelCase(callee.attribute[1]), values);
  }
  return callValue(evaluate(callee, names), undefined, '', values);
}

/** An argument, or those of a list that is passed as `*list`. */
function spread(argument: Expression, names: Names): readonly unknown[] {
  const isSpread = typeof argument === 'object' && argument !== null && 'spread' in argument;
  return isSpread ? [...iterable(evaluate(argument.spread, names))] : [evaluate(argument, names)];
}

function callMember(owner: unknown, name: string, values: readonly unknown[]): unknown {
  return callValue(getMember(owner, name), owner, name, values);
}

function callValue(callee: unknown, owner: unknown, name: string, values: readonly unknown[]): unknown {
  if (isModule(callee)) return callMember(callee, 'call' in callee ? 'call' : 'forward', values);
  if (typeof callee !== 'function') throw new Error(`The dialect has no ${name}.`);
  const isClass = /^[A-Z]/.test(name);
  return isClass ? Reflect.construct(callee, values) : Reflect.apply(callee, owner, values);
}

/** Modules and losses compute when they are called. */
function isModule(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'forward' in value;
}

function getMember(owner: unknown, name: string): unknown {
  if ((typeof owner !== 'object' && typeof owner !== 'function') || owner === null) {
    throw new Error(`${String(owner)} has no ${name}.`);
  }
  return Reflect.get(owner, camelCase(name));
}

function getItem(owner: unknown, at: readonly unknown[]): unknown {
  if (owner instanceof torch.Tensor) return callMember(owner, 'index', [at]);
  const [key] = at;
  if (Array.isArray(owner)) return owner.at(Number(key));
  if (owner instanceof Map) return owner.get(key);
  if (isObject(owner) && typeof key === 'string') return key in owner ? owner[key] : owner[camelCase(key)];
  return getMember(owner, String(key));
}

/** Operators are methods of tensors; of numbers they are JavaScript's own. */
function operate({ operator, operands }: Operation, names: Names): unknown {
  const [left, right] = operands.map((operand) => evaluate(operand, names));
  if (operator === 'is') return left === right;
  if (operator === 'is_not') return left !== right;
  if (left instanceof torch.Tensor) return callMember(left, camelCase(operator), [right]);
  if (right instanceof torch.Tensor) return operateReversed(operator, left, right);
  return arithmetic(operator, Number(left), Number(right));
}

/** A number before an operator, which has no methods: `2 * x`, `1 - x`. */
function operateReversed(operator: string, left: unknown, right: torch.Tensor): unknown {
  if (operator === 'add' || operator === 'mul') return callMember(right, operator, [left]);
  if (operator === 'sub') return callMember(torch, 'rsub', [right, left]);
  throw new Error(`Write the tensor before ${operator}.`);
}

function arithmetic(operator: string, left: number, right: number): unknown {
  switch (operator) {
    case 'add':
      return left + right;
    case 'sub':
      return left - right;
    case 'mul':
      return left * right;
    case 'div':
      return left / right;
    case 'pow':
      return left ** right;
    case 'eq':
      return left === right;
    default:
      throw new Error(`Numbers have no ${operator} in golden programs.`);
  }
}

/** What `for` goes through; of a dict its keys. */
function iterable(value: unknown): Iterable<unknown> {
  if (value instanceof Map) return value.keys();
  // A named tuple is a record that can be gone through; another record is a dict.
  if (typeof value === 'object' && value !== null && Symbol.iterator in value) return value as Iterable<unknown>;
  if (isObject(value) && Object.getPrototypeOf(value) === Object.prototype) return Object.keys(value);
  throw new Error(`${String(value)} cannot be gone through.`);
}
