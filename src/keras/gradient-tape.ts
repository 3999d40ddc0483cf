import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../calling-convention/bind-arguments.ts';
import { backpropagate, type RecordedOperation } from './autodiff/backpropagate.ts';
import { registerGradients } from './autodiff/register-gradients.ts';
import { isDifferentiable, isTrainableType } from './autodiff/differentiable.ts';
import { holdSaved, listenToOperations, releaseSaved, type Operation } from './autodiff/operation-stream.ts';
import {
  asTensor,
  isVariable,
  listSources,
  mapSources,
  type Gradients,
  type Source,
  type Sources,
} from './autodiff/sources.ts';
import { RuntimeError, ValueError } from './errors.ts';
import { warn } from './printing.ts';

interface TapeParameters {
  /** Whether gradients can be computed more than once; the tape then holds its memory until `dispose`. */
  readonly persistent?: boolean;
  /** Whether trainable variables are watched when an operation reads them. */
  readonly watchAccessedVariables?: boolean;
}

const tapeNames = ['persistent', 'watchAccessedVariables'] as const;

interface GradientParameters {
  /** What flows into each target, of its shape; ones by default, so that a target that is no scalar is summed. */
  readonly outputGradients?: tf.Tensor | readonly tf.Tensor[];
  /** The gradient where no path leads from the source to a target: null, or zeros. */
  readonly unconnectedGradients?: 'none' | 'zero';
}

const gradientNames = ['outputGradients', 'unconnectedGradients'] as const;

type GradientArguments = Arguments<GradientParameters, typeof gradientNames>;
type Targets = Source | readonly Source[];
type OneForEach<S> = { -readonly [Key in keyof S]: tf.Tensor | null };

registerGradients();

/**
 * Records operations for automatic differentiation, as tf.GradientTape. What is the `with` block in Python is the
 * synchronous function of `record`:
 *
 *     const tape = new GradientTape();
 *     const loss = tape.record(() => tf.square(tf.sub(model.apply(x), y)).mean());
 *     const gradients = tape.gradient(loss, variables);
 *
 * Operations count when they depend on something watched: trainable variables by themselves, tensors after `watch`.
 * Tapes nest: a gradient that is computed while another tape records can be differentiated by it.
 *
 * `gradient` frees what the tape saved, unless it is persistent; `dispose`, or `using`, frees it always.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/GradientTape
 */
export class GradientTape {
  readonly #persistent: boolean;
  readonly #watchAccessedVariables: boolean;
  /** Null before the first recording and after the gradients of a tape that is not persistent. */
  #recorded: RecordedOperation[] | null = null;
  #watched = new Set<number>();
  #variables = new Map<number, tf.Variable>();
  #recording = false;
  #paused = false;

  constructor(...values: Arguments<TapeParameters, typeof tapeNames>) {
    const { persistent, watchAccessedVariables } = bindArguments<TapeParameters>(tapeNames, values);
    this.#persistent = persistent ?? false;
    this.#watchAccessedVariables = watchAccessedVariables ?? true;
  }

  /**
   * Runs the function and records what it computes. Tensors made in it are freed when it ends, except those returned
   * (a tensor, or an array or object of them) and those kept by tf.keep. A second call adds to the recording.
   *
   * @throws {ValueError} when this tape is recording already.
   * @throws {TypeError} when the function is asynchronous: other work would be recorded in between.
   */
  record<T extends tf.TensorContainer>(run: () => T): T {
    if (this.#recording) throw new ValueError('Tape is still recording, so it cannot be entered again before it ends.');
    this.#recording = true;
    this.#paused = false;
    this.#recorded ??= [];
    try {
      return listenToOperations(
        (operation) => this.#add(operation),
        () => tf.tidy(() => synchronous(run())),
      );
    } finally {
      this.#recording = false;
    }
  }

  /**
   * Operations on the tensor from now on are recorded.
   *
   * @throws {ValueError} when it is no tensor. An integer tensor has no gradient: it warns.
   */
  watch(tensors: Source | readonly Source[]): void {
    for (const tensor of listSources(tensors)) {
      if (isTrainableType(tensor.dtype)) this.#watched.add(tensor.id);
      else warn(`The dtype of the watched tensor must be floating (e.g. float32), got ${tensor.dtype}`);
      if (isVariable(tensor)) this.#variables.set(tensor.id, tensor);
    }
  }

  /**
   * Runs the function without recording it on this tape; for use inside `record`.
   *
   * @throws {RuntimeError} when the tape is not recording.
   */
  stopRecording<T>(run: () => T): T {
    if (!this.#recording) throw new RuntimeError('Trying to stop recording a tape which is not recording.');
    this.#paused = true;
    try {
      return run();
    } finally {
      this.#paused = false;
    }
  }

  /**
   * Forgets what was recorded and watched, and goes on recording.
   *
   * @throws {ValueError} when the tape is not recording.
   */
  reset(): void {
    if (!this.#recording) throw new ValueError('Tape is not recording.');
    this.dispose();
    this.#recorded = [];
  }

  /** The variables that were watched, in the order in which they were read first. */
  watchedVariables(): readonly tf.Variable[] {
    return [...this.#variables.values()];
  }

  /**
   * Gradients of a target, or of the sum of several, with respect to the sources: in the structure of `sources` (a
   * tensor or variable, an array or an object), each of its source's shape, null where a source does not lead there.
   *
   * @throws {RuntimeError} when the tape has recorded nothing, or gave its gradients and is not persistent.
   * @throws {ValueError} when `unconnectedGradients` is neither 'none' nor 'zero'.
   */
  gradient(target: Targets, source: Source, ...values: GradientArguments): tf.Tensor | null;
  gradient<S extends readonly Source[]>(target: Targets, sources: S, ...values: GradientArguments): OneForEach<S>;
  gradient<S extends Readonly<Record<string, Source>>>(
    target: Targets,
    sources: S,
    ...values: GradientArguments
  ): OneForEach<S>;
  gradient(target: Targets, sources: Sources, ...values: GradientArguments): Gradients {
    const { outputGradients, unconnectedGradients = 'none' } = bindArguments<GradientParameters>(gradientNames, values);
    checkUnconnected(unconnectedGradients);
    const seeds = outputGradients && listSources(outputGradients);
    const gradients = this.#useOnce((recorded) =>
      gradientsOf(recorded, listSources(target), listSources(sources), seeds),
    );
    // Clones belong to the caller alone, where two sources share a gradient or one is the caller's own.
    const results = mapSources(sources, (source) => {
      const gradient = gradients[source.id];
      if (gradient) return tf.clone(gradient);
      return unconnectedGradients === 'zero' ? tf.zerosLike(source) : null;
    });
    tf.dispose(gradients);
    return results;
  }

  /**
   * Derivatives of every element of the target with respect to every element of the source: [...target shape,
   * ...source shape], null where the source does not lead to the target. One backward pass for each element.
   *
   * @throws {RuntimeError} as `gradient`.
   */
  jacobian(target: Source, source: Source): tf.Tensor | null {
    const y = asTensor(target);
    const x = asTensor(source);
    const [jacobian] = this.#useOnce((recorded) => {
      const rows = Array.from({ length: y.size }, (_, index) => {
        const seed = tf.reshape(tf.oneHot(tf.tensor1d([index], 'int32'), y.size), y.shape);
        return gradientsOf(recorded, [y], [x], [tf.cast(seed, 'float32')])[x.id];
      });
      const connected = rows.filter((row) => row !== undefined);
      return connected.length === 0 ? [] : [tf.reshape(tf.stack(connected), [...y.shape, ...x.shape])];
    });
    return jacobian ?? null;
  }

  /** Frees what the recorded operations saved. */
  dispose(): void {
    this.#recorded?.forEach(({ operation }) => releaseSaved(operation));
    this.#recorded = null;
    this.#watched = new Set();
    this.#variables = new Map();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #add(operation: Operation): void {
    if (this.#paused || !this.#recorded || !isDifferentiable(operation)) return;
    const inputs = Object.entries(operation.inputs);
    const watched = inputs.filter(([, input]) => this.#isWatched(input));
    if (watched.length === 0) return;
    for (const { id, dtype } of operation.outputs) {
      if (isTrainableType(dtype)) this.#watched.add(id);
    }
    holdSaved(operation);
    // As in TensorFlow, a tensor beside a watched one counts too, and a variable only when it is watched itself.
    const counting = inputs.filter(([, input]) =>
      isVariable(input) ? this.#watched.has(input.id) : isTrainableType(input.dtype),
    );
    this.#recorded.push({ operation, inputs: counting });
  }

  #isWatched(input: tf.Tensor): boolean {
    if (this.#watchAccessedVariables && isVariable(input) && input.trainable && isTrainableType(input.dtype)) {
      this.#watched.add(input.id);
      this.#variables.set(input.id, input);
    }
    return this.#watched.has(input.id);
  }

  /** Computes from the recording, and ends it unless the tape is persistent. */
  #useOnce<T extends tf.TensorContainer>(compute: (recorded: readonly RecordedOperation[]) => T): T {
    const recorded = this.#recorded;
    if (!recorded) {
      throw new RuntimeError(
        'A non-persistent GradientTape can only be used to compute one set of gradients (or jacobians): ' +
          'record again, or pass { persistent: true }.',
      );
    }
    // The gradients of a persistent tape that still records are recorded too; while they are, the list grows.
    if (this.#persistent) return tf.tidy(() => compute([...recorded]));
    this.#recorded = null;
    try {
      return tf.tidy(() => compute(recorded));
    } finally {
      recorded.forEach(({ operation }) => releaseSaved(operation));
      this.dispose();
    }
  }
}

/** By the ids of those sources that lead to a target. */
function gradientsOf(
  recorded: readonly RecordedOperation[],
  targets: readonly tf.Tensor[],
  sources: readonly tf.Tensor[],
  seeds: readonly tf.Tensor[] | undefined,
): Record<number, tf.Tensor> {
  const gradients = new Map<number, tf.Tensor>();
  targets.forEach((target, index) => {
    if (!isTrainableType(target.dtype)) return;
    const before = gradients.get(target.id);
    const seed = seeds?.[index] ?? tf.onesLike(target);
    gradients.set(target.id, before ? tf.add(before, seed) : tf.clone(seed));
  });
  const ids = new Set(sources.map(({ id }) => id));
  backpropagate(recorded, ids, gradients);
  return Object.fromEntries([...gradients].filter(([id]) => ids.has(id)));
}

function synchronous<T>(result: T): T {
  if (result instanceof Promise) throw new TypeError('record: expected a synchronous function, got a promise.');
  return result;
}

function checkUnconnected(value: string): void {
  if (value !== 'none' && value !== 'zero') throw new ValueError(`Unknown value for unconnectedGradients: '${value}'`);
}
