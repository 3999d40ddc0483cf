import * as tf from '@tensorflow/tfjs-core';
import type { Dialect } from '../../expressions/evaluation/dialect.ts';
import { FrameworkError } from '../../expressions/evaluation/framework-error.ts';
import { ProgramRun } from '../../expressions/evaluation/program-run.ts';
import { tfDialect } from '../../expressions/evaluation/tf-dialect.ts';
import { TfTensor } from '../../expressions/evaluation/tf-tensor.ts';
import type { Value } from '../../expressions/evaluation/value.ts';
import type { BinaryOperator, Expression, Statement } from '../../expressions/syntax.ts';
import { listenToOperations } from '../../keras/autodiff/operation-stream.ts';
import { GradientTape, operationsOn } from '../../keras/gradient-tape.ts';
import { Variable } from '../../keras/variable.ts';
import { DETACHED, GRADIENT, LEAF } from './lower-expression.ts';
import type { TapeAction } from './tape-plan.ts';
import type { TapeTracer } from './tape-tracer.ts';

/** Runs a plan by the TensorFlow dialect, and tells the tracer what happens. */
export class TapeProgram {
  readonly #tracer: TapeTracer;
  readonly #run: ProgramRun<TfTensor>;
  readonly #dialect: Dialect<TfTensor>;
  readonly #variables: Variable[] = [];
  readonly #gradients = new Map<tf.Tensor, tf.Tensor>();
  readonly #tapes: GradientTape[] = [];
  readonly #persistent = new Set<GradientTape>();

  /** @param source that the spans of the plan belong to. */
  constructor(source: string, tracer: TapeTracer) {
    this.#tracer = tracer;
    this.#dialect = this.#watchedDialect();
    this.#run = new ProgramRun(source, this.#dialect, readNow);
  }

  /** Runs the actions. Errors of TensorFlow are thrown as they are; `dispose` frees what is left. */
  run(actions: readonly TapeAction[]): void {
    for (const action of actions) this.#act(action);
  }

  dispose(): void {
    for (const tape of this.#tapes) tape.dispose();
    for (const variable of this.#variables) variable.dispose();
  }

  #act(action: TapeAction): void {
    const { draft } = this.#tracer;
    draft.line = action.line;
    switch (action.kind) {
      case 'statement':
        this.#listen(() => this.#statement(action.statement));
        break;
      case 'tape': {
        const tape = new GradientTape({ persistent: action.isPersistent });
        const number = this.#tapes.push(tape);
        if (action.isPersistent) this.#persistent.add(tape);
        draft.tell({ type: 'taped', tape: number, isPersistent: action.isPersistent });
        try {
          tape.record(() => this.run(action.body));
        } finally {
          draft.line = action.line;
          this.#tracer.recorded(number, operationsOn(tape), tape.watchedVariables());
        }
        break;
      }
      case 'stopRecording':
        this.#tapes.at(-1)?.stopRecording(() => this.run(action.body));
        break;
      case 'gradient':
        this.#gradient(action);
    }
  }

  #statement(statement: Statement): void {
    if (statement.kind === 'update' && statement.target.kind === 'name') {
      const before = this.#run.variables.get(statement.target.name);
      if (before instanceof TfTensor && before.values instanceof Variable) {
        const { values: variable } = before;
        const value = this.#tensor(statement.value);
        this.#tracer.quietly(() => assign(variable, statement.operator, value));
        this.#tracer.changed(variable);
        return;
      }
    }
    this.#run.run(statement);
    if (statement.kind !== 'assignment') return;
    for (const name of statement.names) {
      const value = this.#run.variables.get(name);
      if (value instanceof TfTensor) this.#tracer.named(value.values, name);
    }
  }

  #gradient({ target, sources, seed }: TapeAction & { readonly kind: 'gradient' }): void {
    const tape = this.#tapes.at(-1);
    const root = this.#run.variables.get(target);
    if (!tape || !(root instanceof TfTensor)) return;
    const variables = sources.flatMap((name) => {
      const value = this.#run.variables.get(name);
      return value instanceof TfTensor ? [value.values] : [];
    });
    const outputGradients = seed && this.#tensor(seed);
    const isConsumed = !this.#persistent.has(tape);
    const gradients = this.#tracer.pass(root.values, outputGradients, isConsumed, () =>
      tape.gradient(root.values, variables, outputGradients ? { outputGradients } : {}),
    );
    const { draft } = this.#tracer;
    draft.tell({
      type: 'answered',
      tape: this.#tapes.length,
      node: this.#tracer.nodeOf(root.values),
      isConsumed,
      gradients: variables.map((variable, place) => {
        const gradient = gradients[place] ?? null;
        if (gradient) this.#gradients.set(variable, gradient);
        return { node: this.#tracer.nodeOf(variable), gradient: gradient && draft.keep(gradient) };
      }),
    });
  }

  /** A number takes part as a tensor. */
  #tensor(expression: Expression): tf.Tensor {
    const value = this.#run.evaluate(expression);
    return value instanceof TfTensor ? value.values : this.#dialect.toTensor(value, 'tensor', 1).values;
  }

  #listen(run: () => void): void {
    listenToOperations((operation) => this.#tracer.ran(operation), run);
  }

  /** The dialect that knows what lowered expressions ask for. */
  #watchedDialect(): Dialect<TfTensor> {
    const dialect = tfDialect(readNow);
    return {
      ...dialect,
      attribute: ({ values, dtype }, name): Value<TfTensor> | undefined => {
        switch (name) {
          case LEAF:
            return this.#variable(values, dtype);
          case GRADIENT: {
            const gradient = this.#gradients.get(values);
            return gradient ? new TfTensor(gradient, dtype) : null;
          }
          case DETACHED:
            return this.#stopGradient(values);
          default:
            return dialect.attribute(new TfTensor(values, dtype), name);
        }
      },
    };
  }

  #variable(values: tf.Tensor, dtype: TfTensor['dtype']): TfTensor {
    const variable = this.#tracer.quietly(() => new Variable(values));
    this.#variables.push(variable);
    this.#tracer.variable(variable);
    return new TfTensor(variable, dtype);
  }

  /** tfjs has no such operation: a copy that no tape records is the same. */
  #stopGradient(values: tf.Tensor): TfTensor {
    const tape = this.#tapes.at(-1);
    const copy = () => tf.clone(values);
    const output = this.#tracer.quietly(() => (tape ? tape.stopRecording(copy) : copy()));
    this.#tracer.stopped(values, output);
    return new TfTensor(output, 'float32');
  }
}

function assign(variable: Variable, operator: BinaryOperator, value: tf.Tensor): void {
  if (operator === '+') variable.assignAdd(value);
  else if (operator === '-') variable.assignSub(value);
  else if (operator === '*') variable.assign(tf.mul(variable, value));
  else variable.assign(tf.div(variable, value));
}

/** @throws {FrameworkError} on WebGPU, which is only read asynchronously: for a mask whose values decide a shape. */
function readNow({ values }: TfTensor): ArrayLike<number> {
  if (tf.getBackend() !== 'webgpu') return values.dataSync();
  throw new FrameworkError(
    'RuntimeError',
    'The values are on the GPU, and are not read at once. Choose WASM for this.',
  );
}
