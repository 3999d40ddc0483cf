import { bindAttribute, bindCall, modulePath, type BoundCall } from '../bind-call.ts';
import { catalogue, type OperationName } from '../catalogue/catalogue.ts';
import type { Entry, Relation } from '../catalogue/operation.ts';
import { parametersOf } from '../catalogue/signature.ts';
import { dataTypeNamed } from '../data-types.ts';
import { ExpressionError } from '../expression-error.ts';
import type { Expression, Name, Span, Statement, Subscript, SubscriptItem } from '../syntax.ts';
import type { Dialect } from './dialect.ts';
import { FrameworkError } from './framework-error.ts';
import { Given, MOST_ELEMENTS } from './given.ts';
import { pythonBinary, pythonCompare, pythonUnary } from './python-arithmetic.ts';
import {
  isList,
  isSlice,
  NumpyArray,
  numberOf,
  PythonFloat,
  TypeValue,
  typeNameOf,
  type IndexItem,
  type Value,
} from './value.ts';

/** A value with what is known of where its cells come from. */
export interface Traced<Tensor> {
  readonly value: Value<Tensor>;
  readonly operands: readonly { readonly label: string; readonly tensor: Tensor }[];
  readonly relation: Relation | null;
  readonly axes: readonly number[] | null;
  /** Of `moves`: the same operation on the numbers of the cells. */
  readonly sources: Tensor | null;
}

/** A run of a program in one dialect, statement by statement. Nothing waits: see `read`. */
export class ProgramRun<Tensor extends object> {
  readonly #source: string;
  readonly #dialect: Dialect<Tensor>;
  readonly #read: (tensor: Tensor) => ArrayLike<number>;
  readonly #variables = new Map<string, Value<Tensor>>();

  /** @param read the values of a tensor; may throw in order to have the program run anew when they are there. */
  constructor(source: string, dialect: Dialect<Tensor>, read: (tensor: Tensor) => ArrayLike<number>) {
    this.#source = source;
    this.#dialect = dialect;
    this.#read = read;
  }

  /** What the names of the program stand for at this moment. */
  get variables(): ReadonlyMap<string, Value<Tensor>> {
    return this.#variables;
  }

  isTensor(value: unknown): value is Tensor {
    return this.#dialect.isTensor(value);
  }

  /**
   * Runs one statement.
   *
   * @throws {ExpressionError} for what this language refuses; errors of the framework are thrown as they are.
   */
  run(statement: Statement): void {
    this.#run(statement, (expression) => untraced(this.evaluate(expression)));
  }

  /** As `run`; its last operation is computed once more, on the numbers of cells, where that tells where they come from. */
  trace(statement: Statement): Traced<Tensor> {
    return this.#run(statement, (expression) => this.#trace(expression));
  }

  #run(statement: Statement, evaluate: (expression: Expression) => Traced<Tensor>): Traced<Tensor> {
    switch (statement.kind) {
      case 'expression':
        return evaluate(statement.value);
      case 'assignment':
        return this.#assign(statement.names, evaluate(statement.value), statement.span);
      case 'itemAssignment': {
        const value = this.evaluate(statement.value);
        return untraced(this.#assignItem(statement.target, value));
      }
      case 'update':
        return untraced(this.#update(statement.target, statement.operator, this.evaluate(statement.value)));
    }
  }

  evaluate(expression: Expression): Value<Tensor> {
    switch (expression.kind) {
      case 'number':
        return expression.isFloat ? new PythonFloat(expression.value) : expression.value;
      case 'string':
      case 'constant':
        return expression.value;
      case 'list':
      case 'tuple':
        return expression.items.map((item) => this.evaluate(item));
      case 'name':
        return this.#lookUp(expression);
      case 'unary': {
        const operand = this.evaluate(expression.operand);
        if (this.#dialect.isTensor(operand))
          return this.#checked(this.#dialect.unary(expression.operator, operand), expression);
        return pythonUnary(expression.operator, operand);
      }
      case 'attribute': {
        const type = dataTypeNamed(expression);
        if (type) return new TypeValue(type);
        const bound = bindAttribute(expression);
        return bound
          ? this.#call(bound, expression.span)
          : this.#attribute(this.evaluate(expression.object), expression);
      }
      case 'binary':
      case 'comparison':
        return this.#combine(expression, this.evaluate(expression.left), this.evaluate(expression.right));
      case 'call':
        return this.#call(bindCall(expression, this.#source), expression.span);
      case 'subscript':
        return this.#index(this.evaluate(expression.object), this.#items(expression.items), expression);
    }
  }

  /** Evaluates the last operation of a statement so that its operands can be shown beside its result. */
  #trace(expression: Expression): Traced<Tensor> {
    switch (expression.kind) {
      case 'call':
        return this.#traceCall(bindCall(expression, this.#source), expression);
      case 'attribute': {
        const bound = dataTypeNamed(expression) ? null : bindAttribute(expression);
        return bound ? this.#traceCall(bound, expression) : untraced(this.evaluate(expression));
      }
      case 'binary':
      case 'comparison': {
        const sides = [expression.left, expression.right].map((side) => ({ side, value: this.evaluate(side) }));
        const [left, right] = sides;
        const value = this.#combine(expression, left?.value ?? null, right?.value ?? null);
        if (!this.#dialect.isTensor(value)) return untraced(value);
        const operands = sides.flatMap(({ side, value: each }) => this.#operand(side, each));
        const { ndim } = this.#dialect;
        // TensorFlow says of shapes that do not fit that they are not equal: one answer, in which no cells meet.
        const hasMet = operands.every(({ tensor }) => ndim(tensor) <= ndim(value));
        const relation = expression.operator === '@' ? 'matmul' : hasMet ? 'broadcast' : null;
        return { ...untraced(value), operands, relation };
      }
      case 'subscript':
        return this.#traceIndex(expression);
      default:
        return untraced(this.evaluate(expression));
    }
  }

  #traceCall(bound: BoundCall, { span }: Expression): Traced<Tensor> {
    const { operation } = bound;
    const values = this.#evaluateArguments(bound);
    const value = this.#apply(operation, values, span);
    const { relation, moved }: Entry = catalogue[operation];
    const names =
      relation === 'moves'
        ? (moved ??
          parametersOf(operation)
            .slice(0, 1)
            .map(({ name }) => name))
        : null;
    const operands = [...bound.arguments].flatMap(([name, argument]) =>
      names && !names.includes(name) ? [] : this.#operands(argument, values.get(name) ?? null),
    );
    if (!this.#dialect.isTensor(value) || operands.length === 0) return untraced(value);
    const [first] = operands;
    if (!relation) return { ...untraced(value), operands };
    return {
      value,
      operands,
      relation,
      axes: relation === 'reduction' && first ? axesOf(values, this.#dialect.ndim(first.tensor)) : null,
      sources: names ? this.#sourcesOf(operation, values, names, span) : null,
    };
  }

  /** The operation on tensors that hold the numbers of their cells, which tells where each cell of its result was. */
  #sourcesOf(
    operation: OperationName,
    values: ReadonlyMap<string, Value<Tensor>>,
    names: readonly string[],
    span: Span,
  ): Tensor | null {
    let count = 0;
    const number = (value: Value<Tensor>): Value<Tensor> => {
      if (isList(value)) return value.map(number);
      if (!this.#dialect.isTensor(value)) return value;
      const first = count;
      count += this.#dialect.numel(value);
      return this.#dialect.numbered(value, first);
    };
    const numbered = [...values].map(([name, value]) => [name, names.includes(name) ? number(value) : value] as const);
    const result = this.#apply(operation, new Map(numbered), span);
    return this.#dialect.isTensor(result) ? result : null;
  }

  #traceIndex(expression: Subscript): Traced<Tensor> {
    const object = this.evaluate(expression.object);
    const items = this.#items(expression.items);
    const value = this.#index(object, items, expression);
    if (!this.#dialect.isTensor(object) || !this.#dialect.isTensor(value)) return untraced(value);
    return {
      ...untraced(value),
      operands: this.#operand(expression.object, object),
      relation: 'moves',
      sources: this.#dialect.index(this.#dialect.numbered(object, 0), items),
    };
  }

  #operands(argument: Expression, value: Value<Tensor>): Traced<Tensor>['operands'] {
    if (!isList(value)) return this.#operand(argument, value);
    const items = argument.kind === 'list' || argument.kind === 'tuple' ? argument.items : [];
    return value.flatMap((item, place) => this.#operand(items[place] ?? argument, item));
  }

  #operand({ span }: Expression, value: Value<Tensor>): Traced<Tensor>['operands'] {
    if (!this.#dialect.isTensor(value)) return [];
    return [{ label: this.#source.slice(span.start, span.end), tensor: value }];
  }

  #call(bound: BoundCall, span: Span): Value<Tensor> {
    return this.#apply(bound.operation, this.#evaluateArguments(bound), span);
  }

  #evaluateArguments({ arguments: given }: BoundCall): ReadonlyMap<string, Value<Tensor>> {
    return new Map([...given].map(([name, argument]) => [name, this.evaluate(argument)]));
  }

  #apply(operation: OperationName, values: ReadonlyMap<string, Value<Tensor>>, span: Span): Value<Tensor> {
    const given = new Given(this.#dialect, { operation, source: this.#source, span }, values, this.#read);
    return this.#checked(this.#dialect.operations[operation](given), { span });
  }

  #combine(
    expression: Extract<Expression, { readonly kind: 'binary' | 'comparison' }>,
    left: Value<Tensor>,
    right: Value<Tensor>,
  ): Value<Tensor> {
    const { isTensor, binary, compare } = this.#dialect;
    if (left instanceof NumpyArray || right instanceof NumpyArray) {
      const fix = 'Make a tensor of it first: from_numpy(a).';
      throw this.#error('Arrays of NumPy are only changed and converted here.', fix, expression.span);
    }
    const hasTensor = isTensor(left) || isTensor(right);
    if (expression.kind === 'binary') {
      if (!hasTensor) return pythonBinary(expression.operator, left, right);
      return this.#checked(binary(expression.operator, left, right), expression);
    }
    if (!hasTensor) return pythonCompare(expression.operator, left, right);
    return this.#checked(compare(expression.operator, left, right), expression);
  }

  #index(object: Value<Tensor>, items: readonly IndexItem<Tensor>[], { span }: Subscript): Value<Tensor> {
    if (this.#dialect.isTensor(object)) return this.#checked(this.#dialect.index(object, items), { span });
    const [item] = items;
    if (isList(object) && typeof item === 'number' && items.length === 1) {
      const found = object.at(item);
      if (found !== undefined) return found;
      throw new FrameworkError('IndexError', 'list index out of range');
    }
    throw this.#error(`A ${typeNameOf(object)} is not read by such an index here.`, 'Index a tensor.', span);
  }

  #items(items: readonly SubscriptItem[]): readonly IndexItem<Tensor>[] {
    return items.map((item): IndexItem<Tensor> => {
      if (item.kind === 'ellipsis') return '...';
      if (item.kind === 'slice') {
        return { slice: [item.start, item.stop, item.step].map((part) => part && this.#bound(part)) };
      }
      const value = this.evaluate(item);
      if (this.#dialect.isTensor(value) || isList(value) || value === null) return value;
      if (typeof value === 'number' || typeof value === 'boolean') return value;
      throw this.#error(`A ${typeNameOf(value)} is no index.`, 'Write whole numbers, slices or tensors.', item.span);
    });
  }

  #bound(expression: Expression): number | null {
    const value = this.evaluate(expression);
    if (value === null || typeof value === 'number') return value;
    throw this.#error('The bounds of a slice are whole numbers.', 'Write such as 1:3.', expression.span);
  }

  #assign(names: readonly string[], traced: Traced<Tensor>, span: Span): Traced<Tensor> {
    const [first] = names;
    if (first !== undefined && names.length === 1) {
      this.#variables.set(this.#requireFree(first, span), traced.value);
      return traced;
    }
    if (!isList(traced.value) || traced.value.length !== names.length) {
      const count = isList(traced.value) ? `${traced.value.length} values` : 'one value';
      throw this.#error(`${names.length} names cannot take ${count}.`, 'Write as many names as values.', span);
    }
    for (const [place, value] of traced.value.entries()) {
      this.#variables.set(this.#requireFree(names[place] ?? '', span), value);
    }
    return traced;
  }

  #requireFree(name: string, span: Span): string {
    const expression: Name = { kind: 'name', name, span };
    if (modulePath(expression) === null && dataTypeNamed(expression) === null) return name;
    throw this.#error(`“${name}” has a meaning of its own here.`, 'Choose another name.', span);
  }

  #assignItem(target: Subscript, value: Value<Tensor>): Value<Tensor> {
    const object = this.evaluate(target.object);
    const items = this.#items(target.items);
    if (this.#dialect.isTensor(object)) this.#dialect.assign(object, items, value);
    else if (object instanceof NumpyArray) assignToArray(object, items, value);
    else throw this.#error(`A ${typeNameOf(object)} is not changed here.`, 'Change a tensor or an array.', target.span);
    return object;
  }

  #update(
    target: Name | Subscript,
    operator: Extract<Statement, { kind: 'update' }>['operator'],
    value: Value<Tensor>,
  ) {
    const before = this.evaluate(target);
    const isTensor = this.#dialect.isTensor(before);
    if (!isTensor && before instanceof NumpyArray) {
      throw this.#error('Arrays of NumPy are changed by item here.', 'Write a[0] = 5.', target.span);
    }
    const after = isTensor ? this.#dialect.update(operator, before, value) : pythonBinary(operator, before, value);
    if (target.kind === 'subscript') return this.#assignItem(target, after);
    this.#variables.set(target.name, after);
    return after;
  }

  #lookUp(expression: Name): Value<Tensor> {
    const value = this.#variables.get(expression.name);
    if (value !== undefined) return value;
    const type = dataTypeNamed(expression);
    if (type) return new TypeValue(type);
    const known = [...this.#variables.keys()];
    const fix =
      known.length > 0 ? `Assigned so far: ${known.join(', ')}.` : `Assign it first: ${expression.name} = ....`;
    throw this.#error(`The name “${expression.name}” is not assigned yet.`, fix, expression.span);
  }

  #attribute(object: Value<Tensor>, { name, span }: Extract<Expression, { kind: 'attribute' }>): Value<Tensor> {
    const value = this.#dialect.isTensor(object) ? this.#dialect.attribute(object, name) : undefined;
    if (value !== undefined) return value;
    throw this.#error(
      `A ${typeNameOf(object)} has no “${name}” here.`,
      'Known are shape, dtype, ndim, T and mT.',
      span,
    );
  }

  #checked<Checked extends Value<Tensor>>(value: Checked, { span }: { readonly span: Span }): Checked {
    if (this.#dialect.isTensor(value) && this.#dialect.numel(value) > MOST_ELEMENTS) {
      const message = `The result has ${this.#dialect.numel(value)} elements; at most ${MOST_ELEMENTS} are shown.`;
      throw this.#error(message, 'Make it smaller.', span);
    }
    return value;
  }

  #error(message: string, fix: string, span: Span): ExpressionError {
    return new ExpressionError(message, fix, span, this.#source);
  }
}

function untraced<Tensor>(value: Value<Tensor>): Traced<Tensor> {
  return { value, operands: [], relation: null, axes: null, sources: null };
}

/** The reduced axes counted from 0, or null for all. */
function axesOf<Tensor>(values: ReadonlyMap<string, Value<Tensor>>, ndim: number): readonly number[] | null {
  const axis = values.get('axis') ?? null;
  const given = isList(axis) ? axis : [axis];
  const axes = given.flatMap((each) => (typeof each === 'number' ? (each < 0 ? each + ndim : each) : []));
  return axis === null ? null : axes;
}

function assignToArray(array: NumpyArray, items: readonly unknown[], value: unknown): void {
  const number = numberOf(value);
  const plain = items.map((item) => {
    if (item === null || item === '...' || typeof item === 'number' || typeof item === 'boolean') return item;
    if (isSlice(item)) return item;
    throw new FrameworkError('IndexError', 'only integers, slices (`:`), ellipsis (`...`) and None are indices here');
  });
  if (number === null)
    throw new FrameworkError('TypeError', `float() argument must be a number, not '${typeNameOf(value)}'`);
  array.memory.setIndex(plain, number);
}
