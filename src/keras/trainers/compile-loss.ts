import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../errors.ts';
import { getLoss, type LossLike } from '../losses/get-loss.ts';
import { Loss } from '../losses/loss.ts';
import { Mean } from '../metrics/reduction-metrics.ts';
import { at } from '../utils/lists.ts';
import { batchLength } from '../utils/shapes.ts';
import { isSerializedObject } from '../utils/serialized-object.ts';
import { crossentropyKind } from './output-kind.ts';

/** A loss for the output, or one for each output: in order, or by name; null for none. */
export type LossSpecification = LossLike | readonly (LossLike | null)[] | Readonly<Record<string, LossLike | null>>;

/** A factor for each loss: in order, or by name. */
export type LossWeights = number | readonly number[] | Readonly<Record<string, number>>;

interface OutputLoss {
  readonly index: number;
  readonly loss: Loss;
  readonly weight: number;
  readonly tracker: Mean | null;
}

/** The losses of `compile`, one for each output, and the mean of each where there are several. */
export class CompileLoss {
  readonly #specification: LossSpecification;
  readonly #weights: LossWeights | undefined;
  #losses: OutputLoss[] | null = null;

  constructor(specification: LossSpecification, weights?: LossWeights) {
    this.#specification = specification;
    this.#weights = weights;
  }

  /** The means of the single losses. */
  get trackers(): Mean[] {
    return (this.#losses ?? []).flatMap(({ tracker }) => tracker ?? []);
  }

  /** The weighted sum of all losses, as a scalar. */
  call(
    yTrue: readonly tf.Tensor[],
    yPred: readonly tf.Tensor[],
    sampleWeight: readonly tf.Tensor[],
    outputNames: readonly string[],
  ): tf.Tensor {
    this.#losses ??= this.#build(yTrue, yPred, outputNames);
    // Where some outputs have no loss, only the others have targets.
    const skips = yTrue.length !== yPred.length;
    const values = this.#losses.map(({ index, loss, weight, tracker }, position) => {
      const target = at(yTrue, skips ? position : index);
      const weights = sampleWeight.length === 1 ? sampleWeight[0] : sampleWeight[skips ? position : index];
      const value = loss.call(target, at(yPred, index), weights);
      tracker?.updateState(value, tf.scalar(batchLength(target)));
      return weight === 1 ? value : tf.mul(value, weight);
    });
    if (values.length === 0) throw new ValueError('compile: no output has a loss. Pass a loss.');
    return values.length === 1 ? at(values, 0) : tf.addN(values.map((value) => tf.reshape(value, [])));
  }

  /** Frees the means. */
  dispose(): void {
    for (const tracker of this.trackers) tracker.dispose();
  }

  #build(yTrue: readonly tf.Tensor[], yPred: readonly tf.Tensor[], names: readonly string[]): OutputLoss[] {
    const identifiers = perOutput<LossLike | null>(this.#specification, names, yPred.length, isLossLike, null, 'loss');
    const isNumber = (value: unknown): value is number => typeof value === 'number';
    const weights = perOutput<number>(this.#weights ?? 1, names, yPred.length, isNumber, 1, 'lossWeights');
    const count = identifiers.filter((identifier) => identifier !== null).length;
    const targets = yTrue.length === yPred.length ? yTrue : yPred;
    return identifiers.flatMap((identifier, index) => {
      if (identifier === null) return [];
      const loss = getLoss(resolved(identifier, at(targets, index), at(yPred, index)));
      const tracker = count > 1 ? new Mean({ name: `${names[index] ?? `output_${index}`}_loss` }) : null;
      return [{ index, loss, weight: at(weights, index), tracker }];
    });
  }
}

/** 'crossentropy' is the one that fits the shapes. */
function resolved(identifier: LossLike, yTrue: tf.Tensor, yPred: tf.Tensor): LossLike {
  if (identifier !== 'crossentropy' && identifier !== 'ce') return identifier;
  return `${crossentropyKind(yTrue, yPred)}_crossentropy`;
}

function isLossLike(value: unknown): value is LossLike {
  return typeof value === 'string' || typeof value === 'function' || value instanceof Loss || isSerializedObject(value);
}

/**
 * One value for each output: the same for all, in order, or by name.
 *
 * @throws {ValueError} for another count, or a name that no output has.
 */
export function perOutput<T>(
  values: T | readonly T[] | Readonly<Record<string, T>>,
  names: readonly string[],
  count: number,
  isOne: (value: unknown) => boolean,
  missing: T,
  what: string,
): T[] {
  if (isOne(values)) return Array.from({ length: count }, () => values as T);
  if (Array.isArray(values)) {
    const list = values as readonly T[];
    if (list.length !== count)
      throw new ValueError(`compile: ${what} has ${list.length} entries for ${count} outputs.`);
    return [...list];
  }
  const record = values as Readonly<Record<string, T>>;
  const stray = Object.keys(record).find((name) => !names.includes(name));
  if (stray !== undefined) {
    throw new ValueError(`compile: ${what} names '${stray}', but the outputs are ${names.join(', ')}.`);
  }
  return names.map((name) => record[name] ?? missing);
}
