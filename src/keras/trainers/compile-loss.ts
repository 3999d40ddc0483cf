import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../errors.ts';
import { getLoss, type LossLike } from '../losses/get-loss.ts';
import { maskOf } from '../layers/masks.ts';
import { Loss } from '../losses/loss.ts';
import { maskedWeights } from '../losses/reduction.ts';
import { Mean } from '../metrics/reduction-metrics.ts';
import { at } from '../utils/lists.ts';
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

  /** The weighted sum of all losses: a scalar, or one number a sample where the losses are not reduced. */
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
      const given = sampleWeight.length === 1 ? sampleWeight[0] : sampleWeight[skips ? position : index];
      const prediction = at(yPred, index);
      const mask = maskOf(prediction);
      const value = loss.call(target, prediction, mask ? maskedWeights(given, mask, loss.reduction) : given);
      // Not by the batch's length: Keras does not know it here.
      tracker?.updateState(value);
      return weight === 1 ? value : tf.mul(value, weight);
    });
    if (values.length === 0) throw new ValueError('compile: no output has a loss. Pass a loss.');
    return values.reduce((sum, value) => tf.add(sum, value));
  }

  /** Frees the means. */
  dispose(): void {
    for (const tracker of this.trackers) tracker.dispose();
  }

  #build(yTrue: readonly tf.Tensor[], yPred: readonly tf.Tensor[], names: readonly string[]): OutputLoss[] {
    const identifiers = perOutput<LossLike | null>(
      filledUp(this.#specification, yPred.length),
      names,
      yPred.length,
      isLossLike,
      undefined,
      'loss',
    );
    const isNumber = (value: unknown): value is number => typeof value === 'number';
    const weights = perOutput<number>(this.#weights ?? 1, names, yPred.length, isNumber, undefined, 'lossWeights');
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

/** A list of losses with null for the outputs at the end that have none. */
function filledUp(losses: LossSpecification, count: number): LossSpecification {
  if (!Array.isArray(losses)) return losses;
  const list = losses as readonly (LossLike | null)[];
  return [...list, ...new Array<null>(Math.max(0, count - list.length)).fill(null)];
}

/**
 * One value for each output: the same for all, in order, or by name.
 *
 * @param missing what an output has that the record does not name; undefined where every output must be named.
 * @throws {ValueError} for another count, a name that no output has, or an output without a name.
 */
export function perOutput<T>(
  values: T | readonly T[] | Readonly<Record<string, T>>,
  names: readonly string[],
  count: number,
  isOne: (value: unknown) => boolean,
  missing: T | undefined,
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
  return names.map((name) => {
    const value = name in record ? record[name] : missing;
    if (value !== undefined) return value;
    throw new ValueError(`compile: ${what} must name each of the outputs ${names.join(', ')}; '${name}' is missing.`);
  });
}
