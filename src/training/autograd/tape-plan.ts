import { printProgram } from '../../expressions/print-program.ts';
import type { Assignment, Expression, Name, Statement } from '../../expressions/syntax.ts';
import { backwardCall } from './backward-call.ts';
import { DETACHED, GRADIENT, LEAF, lowerExpression, lowerStatement, mapStatement } from './lower-expression.ts';
import { mapParts } from './map-expression.ts';
import type { AutogradProgram, AutogradStatement } from './syntax.ts';

/** What the program does in TensorFlow, and in which line of its code, counted from 1. */
export type TapeAction =
  | { readonly kind: 'statement'; readonly line: number; readonly statement: Statement }
  | {
      readonly kind: 'tape';
      readonly line: number;
      readonly isPersistent: boolean;
      readonly body: readonly TapeAction[];
    }
  | { readonly kind: 'stopRecording'; readonly line: number; readonly body: readonly TapeAction[] }
  | {
      readonly kind: 'gradient';
      readonly line: number;
      /** Whose gradients, by the program's name. */
      readonly target: string;
      readonly sources: readonly string[];
      readonly seed: Expression | null;
    };

export interface TapePlan {
  readonly code: string;
  readonly actions: readonly TapeAction[];
  /** Of a program without a backward, which becomes a traced function: the line that calls it. Null for all others. */
  readonly callLine: number | null;
}

const INDENT = '    ';

/**
 * A program of PyTorch as one of TensorFlow: leaves are variables, what leads to a backward is computed under a tape, and a
 * backward asks the tape for gradients. A second backward without anything computed in between asks the same tape.
 *
 * @throws {ExpressionError} for a call of no operation.
 */
export function tapePlan(program: AutogradProgram): TapePlan {
  return new Planner(program).plan();
}

class Planner {
  readonly #program: AutogradProgram;
  readonly #lines: string[] = [];
  readonly #actions: TapeAction[] = [];
  readonly #leaves: string[] = [];
  /** Statements that have been read, and not yet put before or under a tape. */
  #waiting: AutogradStatement[] = [];
  #hasTape = false;

  constructor(program: AutogradProgram) {
    this.#program = program;
  }

  plan(): TapePlan {
    const { statements, source } = this.#program;
    for (const statement of statements) {
      const backward = statement.kind === 'expression' ? backwardCall(statement.value, source) : null;
      if (!backward) {
        this.#waiting.push(statement);
        continue;
      }
      const target = this.#targetOf(backward.root);
      this.#record(backward.keepsGraph);
      this.#askForGradients(target, backward.gradient && lowerExpression(backward.gradient));
    }
    const callLine = this.#hasTape ? null : this.#function(this.#waiting);
    if (this.#hasTape) for (const statement of this.#waiting) this.#put(statement, '', this.#actions);
    return { code: this.#lines.join('\n'), actions: this.#actions, callLine };
  }

  /** The whole program as a tf.function: tensors made from numbers are its arguments. @returns the line that calls it. */
  #function(statements: readonly AutogradStatement[]): number {
    const made = statements.flatMap((each) => (each.kind === 'assignment' && isCreation(each) ? [each] : []));
    const computed = statements.filter((each) => !(each.kind === 'assignment' && isCreation(each)));
    const head = `def graph(${made.map(({ names }) => names.join(', ')).join(', ')}):`;
    this.#print('@tf.function');
    const line = this.#print(head);
    for (const statement of made) {
      const plain = plainStatement(statement);
      if (plain) this.#actions.push({ kind: 'statement', line, statement: plain });
    }
    for (const statement of computed) this.#put(statement, INDENT, this.#actions);
    const last = computed.at(-1);
    const result = last?.kind === 'assignment' ? last.names.join(', ') : '';
    if (result !== '') this.#print(`${INDENT}return ${result}`);
    this.#print('');
    return this.#print(`graph(${made.map(({ value }) => this.#text(lowerExpression(value))).join(', ')})`);
  }

  /** The name of what is differentiated; an expression gets one under the tape. */
  #targetOf(root: Expression): string {
    if (root.kind === 'name') return root.name;
    const taken = new Set([...this.#program.source.matchAll(/[A-Za-z_]\w*/g)].map(([name]) => name));
    const name = ['target', 'target_', 'target__'].find((each) => !taken.has(each)) ?? 'target';
    this.#waiting.push({ kind: 'assignment', names: [name], value: root, span: root.span });
    return name;
  }

  /** Puts what waits under a new tape, but for what makes variables and constants; nothing if nothing waits. */
  #record(isPersistent: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    const firstComputed = waiting.findIndex((statement) => statement.kind === 'assignment' && !isCreation(statement));
    const isBefore = (statement: AutogradStatement, index: number) =>
      (statement.kind === 'assignment' && isCreation(statement)) || index < firstComputed;
    const before = waiting.filter(isBefore);
    const recorded = waiting.filter((statement, index) => !isBefore(statement, index));
    const isCleared = recorded.every(isClearing);
    for (const statement of [...before, ...(isCleared ? recorded : [])]) this.#put(statement, '', this.#actions);
    if (isCleared && this.#hasTape) return;
    const body: TapeAction[] = [];
    const line = this.#print(`with tf.GradientTape(${isPersistent ? 'persistent=True' : ''}) as tape:`);
    for (const statement of recorded) this.#put(statement, INDENT, body);
    this.#actions.push({ kind: 'tape', line, isPersistent, body });
    this.#hasTape = true;
  }

  #askForGradients(target: string, seed: Expression | null): void {
    const sources = [...this.#leaves];
    const names = sources.map(gradientName).join(', ');
    const list = sources.length === 1 ? sources.join('') : `[${sources.join(', ')}]`;
    const given = seed ? `, output_gradients=${this.#text(seed)}` : '';
    const line = this.#print(`${names === '' ? '' : `${names} = `}tape.gradient(${target}, ${list}${given})`);
    this.#actions.push({ kind: 'gradient', line, target, sources, seed });
  }

  #put(statement: AutogradStatement, indent: string, actions: TapeAction[]): void {
    if (statement.kind === 'noGrad') {
      if (!this.#isRecording(indent)) {
        for (const each of statement.statements) this.#put(each, indent, actions);
        return;
      }
      const body: TapeAction[] = [];
      const line = this.#print(`${indent}with tape.stop_recording():`);
      for (const each of statement.statements) this.#put(each, indent + INDENT, body);
      actions.push({ kind: 'stopRecording', line, body });
      return;
    }
    const leaf = leafMadeBy(statement);
    if (leaf !== null && !this.#leaves.includes(leaf)) this.#leaves.push(leaf);
    if (isClearing(statement)) {
      this.#print(`${indent}# Nothing to clear: a tape adds nothing to gradients of before.`);
      return;
    }
    const plain = plainStatement(statement);
    if (!plain) return;
    const line = this.#print(`${indent}${this.#statementText(plain)}`);
    actions.push({ kind: 'statement', line, statement: plain });
  }

  /** Under a tape, not in the body of a function. */
  #isRecording(indent: string): boolean {
    return indent !== '' && this.#lines.some((line) => line.startsWith('with tf.GradientTape'));
  }

  #statementText(statement: Statement): string {
    if (
      statement.kind === 'update' &&
      statement.target.kind === 'name' &&
      this.#leaves.includes(statement.target.name)
    ) {
      const { target, operator, value } = statement;
      const method = { '+': 'assign_add', '-': 'assign_sub' }[operator as string];
      if (method) return `${target.name}.${method}(${this.#text(value)})`;
      const { span } = statement;
      const whole = this.#text({ kind: 'binary', operator, left: target, right: value, span });
      return `${target.name}.assign(${whole})`;
    }
    return this.#printed(statement);
  }

  #text(expression: Expression): string {
    return this.#printed({ kind: 'expression', value: expression, span: expression.span });
  }

  #printed(statement: Statement): string {
    const { source } = this.#program;
    const statements = [mapStatement(statement, (each) => this.#asTensorFlow(each))];
    return printProgram({ source, statements }, 'tensorflow').join('');
  }

  /** What only programs with gradients have, as names that are printed as they are. */
  #asTensorFlow(expression: Expression): Expression {
    if (expression.kind === 'attribute') {
      const { object, name, span } = expression;
      const printed = (text: string): Name => ({ kind: 'name', name: text, span });
      if (name === DETACHED) return printed(`tf.stop_gradient(${this.#text(object)})`);
      if (name === GRADIENT && object.kind === 'name') return printed(gradientName(object.name));
      if (name === LEAF) {
        const [values] = object.kind === 'call' && calls(object.callee, 'tensor') ? object.positional : [];
        return printed(`tf.Variable(${this.#text(values ?? object)})`);
      }
    }
    return mapParts(expression, (part) => this.#asTensorFlow(part));
  }

  #print(line: string): number {
    return this.#lines.push(line);
  }
}

/** The variable's gradient has a name of its own, as a tape keeps none. */
function gradientName(leaf: string): string {
  return `d${leaf}`;
}

/** A lowered statement without what only PyTorch has; null for what TensorFlow needs not. */
function plainStatement(statement: Exclude<AutogradStatement, { kind: 'noGrad' }>): Statement | null {
  if (statement.kind !== 'attributeAssignment') {
    const lowered = lowerStatement(statement);
    const { value } = lowered;
    const isLeaf = lowered.kind === 'expression' && value.kind === 'attribute' && value.name === LEAF;
    if (!isLeaf || value.object.kind !== 'name') return lowered;
    return { kind: 'assignment', names: [value.object.name], value, span: lowered.span };
  }
  const { target, span } = statement;
  if (target.name !== 'requires_grad' || target.object.kind !== 'name') return null;
  const value: Expression = { kind: 'attribute', object: target.object, name: LEAF, span };
  return { kind: 'assignment', names: [target.object.name], value, span };
}

/** Name of the variable that a statement makes, or null. */
function leafMadeBy(statement: Exclude<AutogradStatement, { kind: 'noGrad' }>): string | null {
  const plain = plainStatement(statement);
  if (plain?.kind !== 'assignment' || plain.value.kind !== 'attribute' || plain.value.name !== LEAF) return null;
  return plain.names[0] ?? null;
}

/** Whether it makes a tensor from numbers alone. */
function isCreation({ value }: Assignment): boolean {
  const lowered = lowerExpression(value);
  const made = lowered.kind === 'attribute' && lowered.name === LEAF ? lowered.object : lowered;
  return made.kind === 'call' && calls(made.callee, 'tensor');
}

/** `x.grad = None` or `x.grad.zero_()`. */
function isClearing(statement: AutogradStatement): boolean {
  if (statement.kind === 'attributeAssignment') return statement.target.name === GRADIENT;
  if (statement.kind !== 'expression' || statement.value.kind !== 'call') return false;
  const { callee } = statement.value;
  return callee.kind === 'attribute' && callee.name === 'zero_';
}

function calls(callee: Expression, name: string): boolean {
  return (callee.kind === 'name' || callee.kind === 'attribute') && callee.name === name;
}
