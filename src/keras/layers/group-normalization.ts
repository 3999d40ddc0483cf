import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { only } from '../utils/lists.ts';
import { Normalization, type ScaleParameters } from './normalization.ts';
import { oneShape } from './shape.ts';

interface GroupNormalizationParameters extends ScaleParameters {
  /** Parts into which the channels are cut; -1 for one a channel. */
  readonly groups?: number;
  readonly axis?: number;
}

const NAMES = ['groups', 'axis', 'epsilon', 'center', 'scale'] as const;

/**
 * Takes mean and variance of each sample's groups of channels out of it. Weights gamma and beta, each [channels].
 *
 * @throws {ValueError} when the channels cannot be cut into `groups`.
 * @source https://keras.io/api/layers/normalization_layers/group_normalization/
 */
export class GroupNormalization extends Normalization {
  static override className = 'GroupNormalization';
  readonly #groups: number;
  readonly #axis: number;

  constructor(...values: Arguments<GroupNormalizationParameters, typeof NAMES>) {
    const { groups = 32, axis = -1, ...scale } = bindArguments<GroupNormalizationParameters>(NAMES, values);
    if (!Number.isInteger(groups) || (groups <= 0 && groups !== -1)) {
      throw new ValueError(`GroupNormalization: groups must be a positive integer or -1, got ${groups}.`);
    }
    super(scale, { groups, axis });
    this.#groups = groups;
    this.#axis = axis;
  }

  override build(inputShape: Shape | Shape[]): void {
    const channels = oneShape(inputShape).at(this.#axis) ?? null;
    if (channels === null) throw new ValueError(`layer '${this.name}': its channels must have a known length.`);
    if (channels % this.#groupsOf(channels) !== 0) {
      throw new ValueError(`layer '${this.name}': ${channels} channels cannot be cut into ${this.#groups} groups.`);
    }
    this.addScale([channels]);
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = only(inputs);
      const axis = (this.#axis + x.rank) % x.rank;
      const channels = x.shape[axis] ?? 1;
      const groups = this.#groupsOf(channels);
      const cut = (shape: readonly number[]) => [
        ...shape.slice(0, axis),
        groups,
        channels / groups,
        ...shape.slice(axis + 1),
      ];
      const grouped = tf.reshape(x, cut(x.shape));
      const axes = grouped.shape.map((_, index) => index).filter((index) => index !== 0 && index !== axis);
      const { mean, variance } = tf.moments(grouped, axes, true);
      const scale = cut(x.shape.map(() => 1));
      return tf.reshape(this.normalize(grouped, mean, variance, scale), x.shape);
    });
  }

  #groupsOf(channels: number): number {
    return this.#groups === -1 ? channels : this.#groups;
  }
}
