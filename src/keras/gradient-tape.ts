import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../calling-convention/bind-arguments.ts';
import type { RecordedOperation } from './autodiff/backpropagate.ts';
import { elementSeeds, gradientsOf, jacobiansOf, moveSecondAxisFirst } from './autodiff/gradients.ts';
import { registerGradients } from './autodiff/register-gradients.ts';
import { isDifferentiable, isTrainableType } from './autodiff/differentiable.ts';
import { holdSaved, releaseSaved, startListening, type Operation } from './autodiff/operation-stream.ts';
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

type JacobianArguments = Arguments<GradientParameters, readonly ['unconnectedGradients']>;
type GradientArguments = Arguments<GradientParameters, typeof gradientNames>;
type Targets = Source | readonly Source[];
type OneForEach<S> = { -readonly [Key in keyof S]: tf.Tensor | null };

registerGradients();

let operationsOf: (tape: GradientTape) => readonly Operation[];
let begin: (tape: GradientTape) => () => void;

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

  static {
    operationsOf = (tape) => (tape.#recorded ?? []).map(({ operation }) => operation);
    begin = (tape) => tape.#begin();
  }

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
    const end = this.#begin();
    try {
      return tf.tidy(() => synchronous(run()));
    } finally {
      end();
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
   * @throws {RuntimeError} when the tape has recorded nothing, or gave its gradients.
   * @throws {ValueError} when it is not recording any more.
   */
  stopRecording<T>(run: () => T): T {
    if (!this.#recorded) throw new RuntimeError('Trying to stop recording a tape which is not recording.');
    if (!this.#recording) throw new ValueError('Tape is not recording.');
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
    this.#start();
  }

  /** The variables that were watched, in the order in which they were read first; still known after the gradients. */
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
   * Derivatives of every element of the target with respect to every element of each source, in the structure of
   * `sources`: [...target shape, ...source shape], null where a source does not lead to the target. One backward pass
   * for each element.
   *
   * @throws {RuntimeError} as `gradient`.
   * @throws {ValueError} as `gradient`.
   */
  jacobian(target: Source, source: Source, ...values: JacobianArguments): tf.Tensor | null;
  jacobian<S extends readonly Source[]>(target: Source, sources: S, ...values: JacobianArguments): OneForEach<S>;
  jacobian<S extends Readonly<Record<string, Source>>>(
    target: Source,
    sources: S,
    ...values: JacobianArguments
  ): OneForEach<S>;
  jacobian(target: Source, sources: Sources, ...values: JacobianArguments): Gradients {
    const { unconnectedGradients = 'none' } = bindArguments<GradientParameters>(['unconnectedGradients'], values);
    checkUnconnected(unconnectedGradients);
    const y = asTensor(target);
    // Keras takes the elements from the target by operations that are recorded too, if it is watched.
    const isWatched = this.#isWatched(y);
    const jacobians = this.#useOnce((recorded) =>
      isWatched ? jacobiansOf(recorded, y, listSources(sources), elementSeeds(y)) : {},
    );
    const results = mapSources(sources, (source) => {
      const jacobian = jacobians[source.id];
      if (jacobian) return tf.reshape(jacobian, [...y.shape, ...source.shape]);
      return unconnectedGradients === 'zero' ? tf.zeros([...y.shape, ...source.shape]) : null;
    });
    tf.dispose(jacobians);
    return results;
  }

  /**
   * As `jacobian`, of each sample by itself: target [batch, ...] and source [batch, ...] give [batch, ...target,
   * ...source]; zeros where the source does not lead to the target, as in TensorFlow.
   *
   * @throws {ValueError} when the batches are not of one length.
   */
  batchJacobian(target: Source, source: Source): tf.Tensor {
    const [y, x] = [asTensor(target), asTensor(source)];
    const [batch = 1, ...rest] = y.shape;
    if (batch !== x.shape[0]) {
      throw new ValueError(
        `Need first dimension of target shape (${y.shape.join(', ')}) and source shape (${x.shape.join(', ')}) to match.`,
      );
    }
    const isWatched = this.#isWatched(y);
    const jacobians = this.#useOnce((recorded) =>
      isWatched ? jacobiansOf(recorded, y, [x], elementSeeds(y, batch)) : {},
    );
    const shape = [batch, ...rest, ...x.shape.slice(1)];
    const jacobian = jacobians[x.id];
    // The passes are the first axis and the batch the second.
    const result = jacobian ? tf.tidy(() => tf.reshape(moveSecondAxisFirst(jacobian), shape)) : tf.zeros(shape);
    tf.dispose(jacobians);
    return result;
  }

  /** Frees what the recorded operations saved. */
  dispose(): void {
    this.#recorded?.forEach(({ operation }) => releaseSaved(operation));
    this.#recorded = null;
    this.#watched = new Set();
  }

  /** Records until the returned function is called. */
  #begin(): () => void {
    if (this.#recording) throw new ValueError('Tape is still recording, so it cannot be entered again before it ends.');
    this.#recording = true;
    this.#paused = false;
    if (!this.#recorded) this.#start();
    const stop = startListening((operation) => this.#add(operation));
    return () => {
      stop();
      this.#recording = false;
    };
  }

  #start(): void {
    this.#recorded = [];
    this.#variables = new Map();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #add(operation: Operation): void {
    if (this.#paused || !this.#recorded) return;
    const inputs = Object.entries(operation.inputs);
    // Also what has no gradient reads its variables.
    const watched = inputs.filter(([, input]) => this.#isWatched(input));
    if (watched.length === 0 || !isDifferentiable(operation)) return;
    for (const { id, dtype } of operation.outputs) {
      if (isTrainableType(dtype)) this.#watched.add(id);
    }
    holdSaved(operation);
    // As in TensorFlow, a tensor beside a watched one counts too if it is watched later, a variable only from then on.
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
    if (!this.#recorded) {
      throw new RuntimeError(
        'A non-persistent GradientTape can only be used to compute one set of gradients (or jacobians): ' +
          'record again, or pass { persistent: true }.',
      );
    }
    // A copy: the gradients of a persistent tape that still records are recorded too.
    const recorded = this.#recorded.map(({ operation, inputs }) => ({
      operation,
      inputs: inputs.filter(([, { id }]) => this.#watched.has(id)),
    }));
    if (this.#persistent) return tf.tidy(() => compute(recorded));
    this.#recorded = null;
    this.#recording = false;
    try {
      return tf.tidy(() => compute(recorded));
    } finally {
      recorded.forEach(({ operation }) => releaseSaved(operation));
      this.dispose();
    }
  }
}

/** For what shows how a tape works: the operations that it holds, in their order. None after it gave its gradients. */
export function operationsOn(tape: GradientTape): readonly Operation[] {
  return operationsOf(tape);
}

/**
 * Python's `with` block, where the recording has no function of its own: records until the returned function is called,
 * and frees nothing of what is computed meanwhile.
 *
 * @throws {ValueError} when this tape is recording already.
 */
export function beginRecording(tape: GradientTape): () => void {
  return begin(tape);
}

function synchronous<T>(result: T): T {
  if (result instanceof Promise) throw new TypeError('record: expected a synchronous function, got a promise.');
  return result;
}

function checkUnconnected(value: string): void {
  if (value !== 'none' && value !== 'zero') throw new ValueError(`Unknown value for unconnectedGradients: '${value}'`);
}
