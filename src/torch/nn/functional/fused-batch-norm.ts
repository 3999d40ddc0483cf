/** Batch normalization in training by few kernels: those of `torch.nn.functional.batch_norm` with all that it may have. */
import * as tf from '@tensorflow/tfjs-core';
import {
  channelGradients,
  channelStatistics,
  hasChannelNormalization,
  normalizeChannels,
} from '../../../engine/channel-normalization.ts';
import { isGradEnabled } from '../../autograd/grad-mode.ts';
import { record } from '../../autograd/record.ts';
import { fromDevice } from '../../operations/elementwise.ts';
import { Storage, type AxisOrder } from '../../storage.ts';
import { Tensor } from '../../tensor.ts';
import { standardizationGradients, type Standardization } from './standardization.ts';

export interface BatchNormTensors {
  readonly weight: Tensor;
  readonly bias: Tensor;
  readonly runningMean: Tensor;
  readonly runningVar: Tensor;
}

/** Whether the kernels are here, for this input [N, C, ...]. */
export function canFuseBatchNorm(input: Tensor): boolean {
  const [, channels = 0] = input.shape;
  return input.dtype === 'float32' && hasChannelNormalization(input.numel() / channels, channels);
}

/** The normalized input; the running statistics move towards those of the batch by a share of `momentum`. */
export function fusedBatchNorm(
  input: Tensor,
  { weight, bias, runningMean, runningVar }: BatchNormTensors,
  momentum: number,
  standardization: Standardization,
): Tensor {
  const averages = { mean: vectorOf(runningMean), variance: vectorOf(runningVar) };
  const moved = tf.tidy(() => {
    const following = { share: momentum, isUnbiased: true };
    const { statistics, averages: next } = channelStatistics(rowsOf(input), averages, following, standardization.eps);
    return { statistics, ...next };
  });
  const [statistics, mean, variance] = [moved.statistics, moved.mean, moved.variance].map(owned);
  if (!statistics || !mean || !variance) throw new TypeError('The statistics of the batch are not complete.');
  runningMean.write(mean);
  runningVar.write(variance);
  const result = fromDevice(
    () => likeInput(normalizeChannels(rowsOf(input), moved.statistics, vectorOf(weight), vectorOf(bias)), input),
    channelsLast(input),
  );
  return record(result, {
    name: standardization.name,
    inputs: [input, weight, bias],
    saved: { input, weight, result1: statistics },
    backward: (gradient, saved, needed) =>
      isGradEnabled()
        ? standardizationGradients(gradient, saved.input, { weight, bias, known: null }, needed, standardization)
        : gradientsByKernel(gradient, saved),
  });
}

function gradientsByKernel(
  gradient: Tensor,
  { input, weight, result1 }: { readonly input: Tensor; readonly weight: Tensor; readonly result1: Tensor },
): readonly Tensor[] {
  const statistics = result1.values as tf.Tensor2D;
  const gradients = tf.tidy(() => {
    const { x, gamma, beta } = channelGradients(rowsOf(gradient), rowsOf(input), statistics, vectorOf(weight));
    return { x: likeInput(x, input), gamma, beta };
  });
  return [
    new Tensor(Storage.fromDevice(gradients.x, channelsLast(input))),
    owned(gradients.gamma),
    owned(gradients.beta),
  ];
}

function owned(values: tf.Tensor): Tensor {
  return new Tensor(Storage.fromDevice(values));
}

function channelsLast({ shape }: Tensor): AxisOrder {
  return [0, ...shape.slice(2).map((_, axis) => axis + 2), 1];
}

function rowsOf(tensor: Tensor): tf.Tensor2D {
  const [, channels = 0] = tensor.shape;
  return tf.reshape(tensor.floatsIn(channelsLast(tensor)), [tensor.numel() / channels, channels]);
}

function likeInput(rows: tf.Tensor, input: Tensor): tf.Tensor {
  return tf.reshape(
    rows,
    channelsLast(input).map((axis) => input.shape[axis] ?? 1),
  );
}

function vectorOf(tensor: Tensor): tf.Tensor1D {
  return tensor.values as tf.Tensor1D;
}
