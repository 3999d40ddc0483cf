import type { OperationName } from './catalogue/catalogue.ts';
import { adviceOn } from './catalogue/advice.ts';
import { operationsCalled, similarOperation } from './catalogue/find-operation.ts';
import { parameterOf, parametersOf } from './catalogue/signature.ts';
import { ExpressionError } from './expression-error.ts';
import type { Attribute, Call, Expression, Span } from './syntax.ts';

/** A call whose operation is known, with the argument of each parameter that was given. */
export interface BoundCall {
  readonly operation: OperationName;
  readonly arguments: ReadonlyMap<string, Expression>;
}

/** Names of the frameworks, as their users import them. */
const MODULES: readonly string[] = ['torch', 'tf', 'np'];

/**
 * Finds the operation that a call means and gives each argument its parameter. Operations may be called by this
 * language's names and by those of the frameworks, as functions and as methods: `sum(x, axis=0)`, `torch.sum(x, dim=0)`
 * and `x.sum(0)` are the same call.
 *
 * @throws {ExpressionError} for an unknown operation, or arguments that do not fit it.
 */
export function bindCall(call: Call, source: string): BoundCall {
  const { name, receiver } = calledBy(call.callee);
  if (receiver && name === 'size') {
    const message = 'x.size() is the shape in PyTorch, and size(x) here is how many elements there are.';
    throw new ExpressionError(message, 'Write x.shape, or size(x).', call.callee.span, source);
  }
  const candidates = operationsCalled(name);
  if (candidates.length === 0) throw unknownOperation(name, call.callee.span, source);
  const errors: ExpressionError[] = [];
  for (const operation of candidates) {
    const bound = bindTo(operation, call, receiver, source);
    if (!(bound instanceof ExpressionError)) return bound;
    errors.push(bound);
  }
  throw errors[0] ?? unknownOperation(name, call.callee.span, source);
}

/** The operation that an attribute is, as `x.T` is a transpose; null for one that tells something, as `x.shape`. */
export function bindAttribute({ object, name }: Attribute): BoundCall | null {
  if (name !== 'T' && name !== 'mT') return null;
  const operation = name === 'T' ? 'transpose' : 'matrix_transpose';
  return { operation, arguments: new Map([['x', object]]) };
}

/** `torch.nn.functional.relu` for an attribute that stands for a name of a framework, else null. */
export function modulePath(expression: Expression): string | null {
  if (expression.kind === 'name') return MODULES.includes(expression.name) ? expression.name : null;
  if (expression.kind !== 'attribute') return null;
  const path = modulePath(expression.object);
  return path === null ? null : `${path}.${expression.name}`;
}

function calledBy(callee: Call['callee']): { readonly name: string; readonly receiver: Expression | null } {
  if (callee.kind === 'name') return { name: callee.name, receiver: null };
  const path = modulePath(callee);
  return path === null ? { name: callee.name, receiver: callee.object } : { name: path, receiver: null };
}

function bindTo(
  operation: OperationName,
  call: Call,
  receiver: Expression | null,
  source: string,
): BoundCall | ExpressionError {
  const parameters = parametersOf(operation);
  const bound = new Map<string, Expression>();
  const positional = receiver ? [receiver, ...call.positional] : [...call.positional];
  for (const { name, isVariadic } of parameters) {
    const next = positional.shift();
    if (!next) break;
    if (isVariadic && positional.length > 0) {
      const items = [next, ...positional.splice(0)];
      const last = items.at(-1) ?? next;
      bound.set(name, { kind: 'tuple', items, span: { start: next.span.start, end: last.span.end } });
    } else {
      bound.set(name, next);
    }
  }
  const [extra] = positional;
  if (extra) return misfit(operation, `${operation} takes at most ${counted(parameters.length)}.`, extra.span, source);
  for (const keyword of call.keywords) {
    const name = parameterOf(operation, keyword.name);
    if (name === null) {
      return misfit(operation, `${operation} has no argument “${keyword.name}”.`, keyword.span, source);
    }
    if (bound.has(name)) {
      return misfit(operation, `${operation} got two values for “${name}”.`, keyword.span, source);
    }
    bound.set(name, keyword.value);
  }
  const missing = parameters.find(({ name, default: value }) => value === null && !bound.has(name));
  if (missing) return misfit(operation, `${operation} needs “${missing.name}”.`, call.span, source);
  return { operation, arguments: bound };
}

function misfit(operation: OperationName, message: string, span: Span, source: string): ExpressionError {
  const list = parametersOf(operation).map(({ name, default: value }) => (value === null ? name : `${name}=${value}`));
  return new ExpressionError(message, `Write ${operation}(${list.join(', ')}).`, span, source);
}

function counted(count: number): string {
  return count === 1 ? 'one argument' : `${count} arguments`;
}

function unknownOperation(name: string, span: Span, source: string): ExpressionError {
  const similar = similarOperation(name);
  const usual = similar === null ? 'Choose one from the list of operations.' : `Is it ${similar}?`;
  const fix = adviceOn(name) ?? usual;
  return new ExpressionError(`There is no operation “${name}” here.`, fix, span, source);
}
