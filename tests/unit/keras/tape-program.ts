/** Runs the programs of tests/judges/keras_cases/tape.py on the tape of the dialect. */
import * as tf from '@tensorflow/tfjs-core';
import { GradientTape } from '../../../src/keras/gradient-tape.ts';
import { Variable } from '../../../src/keras/variable.ts';
import type { GoldenCase } from '../support/golden-cases.ts';
import type { Json } from '../support/golden-values.ts';

type Value = tf.TensorLike;

type Step =
  | { kind: 'constant'; constant: string; value: Value; dtype?: tf.DataType }
  | { kind: 'variable'; variable: string; value: Value; trainable?: boolean }
  | { kind: 'tape'; tape: string; persistent?: boolean; watch_accessed_variables?: boolean }
  | { kind: 'record'; record: string; body: Step[] }
  | { kind: 'stop_recording'; stop_recording: string; body: Step[] }
  | { kind: 'watch'; watch: string; on: string }
  | { kind: 'reset'; reset: string }
  | { kind: 'assign'; assign: string; value: Value }
  | { kind: 'compute'; compute: string; operation: string; of: string[] }
  | GradientStep
  | { kind: 'jacobian'; jacobian: string; on: string; target: string; source: string }
  | { kind: 'watched'; watched: string; on: string };

interface GradientStep {
  readonly kind: 'gradient';
  readonly gradient: string;
  readonly on: string;
  readonly target: string | string[];
  readonly sources: string | string[] | Record<string, string>;
  readonly output_gradients?: string | string[];
  readonly unconnected_gradients?: 'none' | 'zero';
}

export interface TapeCase extends GoldenCase {
  readonly steps: readonly Step[] & Json;
  readonly tolerance: number;
  readonly error?: string;
  readonly message?: string;
  readonly results?: Readonly<Record<string, Json>>;
}

type Operands = readonly [tf.Tensor, ...tf.Tensor[]];
type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

const unary: Record<string, (x: tf.Tensor) => tf.Tensor> = {
  abs: tf.abs,
  cast_int: (x) => tf.cast(x, 'int32'),
  cast_float: (x) => tf.cast(x, 'float32'),
  ceil: tf.ceil,
  clip: (x) => tf.clipByValue(x, -1, 1),
  cos: tf.cos,
  cumsum: tf.cumsum,
  elu: tf.elu,
  erf: tf.erf,
  exp: tf.exp,
  floor: tf.floor,
  leaky_relu: tf.leakyRelu,
  log: tf.log,
  log_softmax: tf.logSoftmax,
  negative: tf.neg,
  ones_like: tf.onesLike,
  reduce_max: tf.max,
  reduce_mean: tf.mean,
  reduce_min: tf.min,
  reduce_prod: tf.prod,
  reduce_sum: tf.sum,
  relu: tf.relu,
  relu6: tf.relu6,
  round: tf.round,
  sigmoid: tf.sigmoid,
  sign: tf.sign,
  sin: tf.sin,
  softmax: tf.softmax,
  softplus: tf.softplus,
  sqrt: tf.sqrt,
  square: tf.square,
  tanh: tf.tanh,
  transpose: tf.transpose,
  zeros_like: tf.zerosLike,
};

const binary: Record<string, Binary> = {
  add: tf.add,
  concat: (a, b) => tf.concat([a, b]),
  conv2d: (x, filter) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, 'same'),
  divide: tf.div,
  matmul: tf.matMul,
  maximum: tf.maximum,
  minimum: tf.minimum,
  multiply: tf.mul,
  pow: tf.pow,
  squared_difference: tf.squaredDifference,
  stack: (a, b) => tf.stack([a, b]),
  subtract: tf.sub,
  where_positive: (x, y) => tf.where(tf.greater(x, 0), x, y),
};

/** The named values of a program; each is kept until `dispose`. */
export class TapeProgram {
  readonly values = new Map<string, unknown>();
  readonly #tapes = new Map<string, GradientTape>();

  run(steps: readonly Step[]): void {
    for (const step of steps) this.#step({ ...step, kind: kindOf(step) } as Step);
  }

  dispose(): void {
    for (const tape of this.#tapes.values()) tape.dispose();
    for (const value of this.values.values()) tf.dispose(value as tf.TensorContainer);
  }

  #step(step: Step): void {
    switch (step.kind) {
      case 'constant': {
        this.#keep(step.constant, tf.tensor(step.value, undefined, step.dtype ?? 'float32'));
        return;
      }
      case 'variable': {
        this.#keep(step.variable, new Variable(step.value, { trainable: step.trainable ?? true }));
        return;
      }
      case 'tape': {
        this.#startTape(step.tape, step.persistent, step.watch_accessed_variables);
        return;
      }
      case 'record':
        this.#tape(step.record).record(() => this.run(step.body));
        return;
      case 'stop_recording': {
        this.#tape(step.stop_recording).stopRecording(() => this.run(step.body));
        return;
      }
      case 'watch': {
        this.#tape(step.on).watch(this.#tensor(step.watch));
        return;
      }
      case 'reset': {
        this.#tape(step.reset).reset();
        return;
      }
      case 'assign': {
        (this.values.get(step.assign) as Variable).assign(step.value);
        return;
      }
      case 'compute': {
        this.#keep(
          step.compute,
          compute(
            step.operation,
            step.of.map((name) => this.#tensor(name)),
          ),
        );
        return;
      }
      case 'gradient': {
        this.#gradient(step);
        return;
      }
      case 'jacobian': {
        this.#keep(step.jacobian, this.#tape(step.on).jacobian(this.#tensor(step.target), this.#tensor(step.source)));
        return;
      }
      case 'watched': {
        this.#keep(step.watched, this.#watched(step.on));
        return;
      }
    }
  }

  #startTape(name: string, persistent = false, watchAccessedVariables = true): void {
    this.#tapes.get(name)?.dispose();
    this.#tapes.set(name, new GradientTape({ persistent, watchAccessedVariables }));
  }

  #gradient(step: GradientStep): void {
    const { sources, output_gradients: weights, unconnected_gradients: unconnectedGradients } = step;
    const tape = this.#tape(step.on);
    const target = this.#one(step.target);
    const keywords = {
      ...(weights && { outputGradients: this.#one(weights) }),
      ...(unconnectedGradients && { unconnectedGradients }),
    };
    if (typeof sources === 'string') this.#keep(step.gradient, tape.gradient(target, this.#tensor(sources), keywords));
    else if (Array.isArray(sources)) {
      const tensors = sources.map((name) => this.#tensor(name));
      this.#keep(step.gradient, tape.gradient(target, tensors, keywords));
    } else {
      const tensors = Object.fromEntries(Object.entries(sources).map(([key, name]) => [key, this.#tensor(name)]));
      this.#keep(step.gradient, tape.gradient(target, tensors, keywords));
    }
  }

  #watched(tape: string): string[] {
    const variables: readonly unknown[] = this.#tape(tape).watchedVariables();
    return [...this.values].filter(([, value]) => variables.includes(value)).map(([name]) => name);
  }

  #keep(name: string, value: unknown): void {
    for (const tensor of tf.tensor_util.getTensorsInContainer(value as tf.TensorContainer)) tf.keep(tensor);
    this.values.set(name, value);
  }

  #tape(name: string): GradientTape {
    const tape = this.#tapes.get(name);
    if (!tape) throw new Error(`There is no tape ${name}.`);
    return tape;
  }

  #tensor(name: string): tf.Tensor {
    const value = this.values.get(name);
    if (value instanceof tf.Tensor) return value as tf.Tensor;
    throw new Error(`There is no tensor ${name}.`);
  }

  #one(names: string | string[]): tf.Tensor | tf.Tensor[] {
    return Array.isArray(names) ? names.map((name) => this.#tensor(name)) : this.#tensor(names);
  }
}

const kinds = [
  ...(['constant', 'variable', 'record', 'stop_recording', 'watch', 'reset', 'assign', 'compute'] as const),
  ...(['gradient', 'jacobian', 'watched', 'tape'] as const),
];

/** A step has one key of these, which says what it is. */
function kindOf(step: Step): Step['kind'] {
  const kind = kinds.find((key) => key in step);
  if (!kind) throw new Error(`Unknown step ${JSON.stringify(step)}.`);
  return kind;
}

function compute(operation: string, inputs: readonly tf.Tensor[]): tf.Tensor {
  const [a, b] = inputs as Operands;
  if (b) {
    const function_ = binary[operation];
    if (function_) return function_(a, b);
  }
  const function_ = unary[operation];
  if (!function_) throw new Error(`Unknown operation ${operation}.`);
  return function_(a);
}

/** A value of a program in the form of the golden files. */
export async function describeResult(value: unknown): Promise<unknown> {
  if (value instanceof tf.Tensor) {
    const { dtype, shape } = value as tf.Tensor;
    return { tensor: [...(await value.data())], shape, dtype };
  }
  if (Array.isArray(value)) return Promise.all(value.map(describeResult));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(async ([key, entry]) => [key, await describeResult(entry)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
