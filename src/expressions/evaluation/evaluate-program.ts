import { tidy } from '@tensorflow/tfjs-core';
import { scope } from '../../torch/scope.ts';
import { ExpressionError } from '../expression-error.ts';
import type {
  EvaluatedOperand,
  EvaluatedStatement,
  EvaluatedTensor,
  EvaluatedValue,
  Evaluation,
  EvaluationError,
  Origin,
} from '../evaluation-result.ts';
import type { Program, Statement } from '../syntax.ts';
import type { Framework, Shown } from './framework.ts';
import { ProgramRun, type Traced } from './program-run.ts';
import { pythonText } from './python-arithmetic.ts';
import { isList, NumpyArray, type Value } from './value.ts';

/** Ends a run that needs values from the device: it starts anew when they are there. */
class PendingRead extends Error {
  readonly shown: Shown;

  constructor(shown: Shown) {
    super('The values are still on the device.');
    this.shown = shown;
  }
}

/** A value whose tensors are still to be read. */
type Unread =
  | { readonly kind: 'tensor' | 'array'; readonly shown: Shown; readonly sharesMemoryWith: readonly string[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Unread[] };

interface UnreadStatement {
  readonly value: Unread;
  readonly operands: readonly { readonly label: string; readonly value: Unread }[];
  readonly origin: Omit<Origin, 'sources'> | null;
  readonly sources: Shown | null;
}

interface Attempt {
  readonly statements: readonly UnreadStatement[];
  readonly error: EvaluationError | null;
}

/**
 * Runs a program in one framework's dialect on the backend that runs, and reads what each statement gave. Frees all that
 * it made. A program may need values in the middle, such as those of a mask; a GPU is not read at once, so the run then
 * waits for them and starts anew with them.
 */
export async function evaluateProgram<Tensor extends object>(
  program: Program,
  framework: Framework<Tensor>,
): Promise<Evaluation> {
  const known: ArrayLike<number>[] = [];
  for (;;) {
    const shown: Shown[] = [];
    try {
      const attempt = attemptRun(program, framework, known, shown);
      const statements: EvaluatedStatement[] = [];
      for (const statement of attempt.statements) statements.push(await readStatement(statement));
      return { statements, error: attempt.error };
    } catch (error) {
      if (!(error instanceof PendingRead)) throw error;
      known.push(await error.shown.read());
    } finally {
      for (const each of shown) each.dispose();
    }
  }
}

function attemptRun<Tensor extends object>(
  program: Program,
  framework: Framework<Tensor>,
  known: readonly ArrayLike<number>[],
  shown: Shown[],
): Attempt {
  let reads = 0;
  const keep = (each: Shown) => {
    shown.push(each);
    return each;
  };
  const read = (tensor: Tensor): ArrayLike<number> => {
    const values = framework.valuesNow(tensor) ?? known[reads++];
    if (values === undefined) throw new PendingRead(keep(framework.show(tensor)));
    return values;
  };
  const statements: UnreadStatement[] = [];
  let error: EvaluationError | null = null;
  scope(() =>
    tidy(() => {
      const dialect = framework.createDialect(read);
      const run = new ProgramRun(program.source, dialect, read);
      for (const [index, statement] of program.statements.entries()) {
        try {
          statements.push(showStatement(run.trace(statement), statement, run, framework, keep));
        } catch (thrown) {
          if (thrown instanceof PendingRead) throw thrown;
          error = toEvaluationError(thrown, index);
          return;
        }
      }
    }),
  );
  return { statements, error };
}

function showStatement<Tensor extends object>(
  traced: Traced<Tensor>,
  statement: Statement,
  run: ProgramRun<Tensor>,
  framework: Framework<Tensor>,
  keep: (shown: Shown) => Shown,
): UnreadStatement {
  const memories = [...run.variables].flatMap(([name, value]) => {
    const memory = memoryOf(value, run, framework);
    return memory && !ownNames(statement).includes(name) ? [{ name, memory }] : [];
  });
  const show = (value: Value<Tensor>): Unread => {
    if (run.isTensor(value) || value instanceof NumpyArray) {
      const isArray = value instanceof NumpyArray;
      const shown = keep(isArray ? framework.showArray(value) : framework.show(value));
      const sharing = memories.filter(({ memory }) => memory === shown.memory).map(({ name }) => name);
      return { kind: isArray ? 'array' : 'tensor', shown, sharesMemoryWith: sharing };
    }
    if (isList(value) && value.some((item) => run.isTensor(item))) return { kind: 'list', items: value.map(show) };
    return { kind: 'text', text: pythonText(value) };
  };
  const { relation, axes, sources } = traced;
  return {
    value: show(traced.value),
    operands: traced.operands.map(({ label, tensor }) => ({ label, value: show(tensor) })),
    origin: relation && { relation, axes },
    sources: sources && keep(framework.show(sources)),
  };
}

/** The names that the statement's own value has, which it naturally shares its memory with. */
function ownNames(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case 'assignment':
      return statement.names;
    case 'expression':
      return statement.value.kind === 'name' ? [statement.value.name] : [];
    case 'itemAssignment':
      return statement.target.object.kind === 'name' ? [statement.target.object.name] : [];
    case 'update':
      return statement.target.kind === 'name' ? [statement.target.name] : [];
  }
}

function memoryOf<Tensor extends object>(
  value: Value<Tensor>,
  run: ProgramRun<Tensor>,
  framework: Framework<Tensor>,
): object | null {
  if (value instanceof NumpyArray) return value.memory.storage;
  return run.isTensor(value) ? framework.memoryOf(value) : null;
}

/** An error of a program or of a framework, as data. */
export function toEvaluationError(thrown: unknown, statement: number): EvaluationError {
  if (thrown instanceof ExpressionError) {
    const { message, fix, span, place } = thrown;
    return { kind: 'program', message, fix, span, place, statement };
  }
  const [errorClass, message] = thrown instanceof Error ? [thrown.name, thrown.message] : ['Error', String(thrown)];
  return { kind: 'framework', errorClass, message, statement };
}

async function readStatement({ value, operands, origin, sources }: UnreadStatement): Promise<EvaluatedStatement> {
  const read: EvaluatedOperand[] = [];
  for (const operand of operands) {
    if (operand.value.kind === 'tensor' || operand.value.kind === 'array') {
      read.push({ label: operand.label, value: await readTensor(operand.value) });
    }
  }
  return {
    value: await readValue(value),
    operands: read,
    origin: origin && { ...origin, sources: sources ? Array.from(await sources.read()) : [] },
  };
}

async function readValue(value: Unread): Promise<EvaluatedValue> {
  if (value.kind === 'text') return value;
  if (value.kind === 'list') {
    const items: EvaluatedValue[] = [];
    for (const item of value.items) items.push(await readValue(item));
    return { kind: 'list', items };
  }
  return await readTensor(value);
}

async function readTensor({
  kind,
  shown,
  sharesMemoryWith,
}: Extract<Unread, { readonly shown: Shown }>): Promise<EvaluatedTensor> {
  const { dtype, shape, layout } = shown;
  return {
    kind,
    dtype,
    shape,
    values: Array.from(await shown.read()),
    layout: layout && { ...layout, sharesMemoryWith },
  };
}
