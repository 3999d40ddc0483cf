/** Batch normalization in training, by few kernels or composed of many: its results, gradients and moving averages. */
import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../../src/keras/index.ts';
import * as torch from '../../../src/torch/index.ts';
import { bytes, random, type KernelCase } from './cases.ts';

/**
 * PyTorch's batch normalization and its gradients, images of `spread` around `center`; the expected ones are those of images
 * around 0, which are the same.
 */
function batchNormCases(shape: number[], center: number, spread: number): KernelCase[] {
  const channels = shape[1] ?? 1;
  // In steps that float32 holds also far from 0.
  const steps = bytes(tf.util.sizeFromShape(shape), 42);
  const outputs = (middle: number) => {
    const numbers = Float32Array.from(steps, (byte) => middle + spread * ((byte % 16) - 8));
    const x = torch.tensor(Array.from(numbers), { dtype: torch.float32 }).reshape(shape).detach();
    const layer = new torch.nn.BatchNorm2d(channels, { eps: 0 });
    x.requiresGrad = true;
    const [weight, bias] = [random<tf.Rank.R1>([channels], 43), random<tf.Rank.R1>([channels], 44)];
    layer.weight?.write(torch.tensor(Array.from(weight.dataSync())));
    layer.bias?.write(torch.tensor(Array.from(bias.dataSync())));
    const y = layer.forward(x);
    y.mul(y.detach().square()).sum().backward();
    const mean = layer.runningMean?.sub(0.1 * middle);
    const variance = layer.runningVar?.sub(0.9).div(spread ** 2);
    const parts = [y, x.grad?.mul(spread), layer.weight?.grad, layer.bias?.grad, mean?.div(spread), variance];
    return tf.concat(parts.map((part) => tf.reshape(part?.values ?? tf.scalar(NaN), [-1])));
  };
  return [
    {
      name: `batch normalization of ${shape.join('x')}, around ${center}`,
      compute: () => outputs(center),
      expected: () => outputs(0),
    },
  ];
}

interface KerasNormalization {
  readonly axis?: number;
  readonly center?: boolean;
  readonly scale?: boolean;
}

/** What `outputsOf` computes by Keras's batch normalization: a tensor of its own, since the layer's weights are freed. */
function ofKerasNormalization(
  shape: number[],
  parameters: KerasNormalization,
  outputsOf: (layer: keras.layers.BatchNormalization, x: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  const layer = new keras.layers.BatchNormalization({ momentum: 0.9, epsilon: 0.01, ...parameters });
  layer.build(shape);
  layer.setWeights(layer.getWeights().map(({ size }, index) => random<tf.Rank.R1>([size], 46 + index)));
  const outputs = outputsOf(layer, tf.add(tf.mul(random(shape, 45), 2), 3));
  layer.dispose();
  return outputs;
}

/** Of squares, each with a factor of its own: a plain sum of a normalized tensor has the gradient 0. */
function unevenSum(y: tf.Tensor): tf.Tensor {
  return tf.sum(tf.mul(tf.square(y), random(y.shape, 50)));
}

/** Keras's batch normalization in training, its gradients by a tape, and what becomes of its moving averages. */
function kerasBatchNormCase(shape: number[], parameters: KerasNormalization = {}): KernelCase {
  return {
    name: `batch normalization of Keras, ${shape.join('x')} ${JSON.stringify(parameters)}`,
    compute: () =>
      ofKerasNormalization(shape, parameters, (layer, x) => {
        const tape = new keras.GradientTape();
        tape.watch(x);
        const { y, loss } = tape.record(() => {
          const y = layer.apply(x, { training: true });
          return { y, loss: unevenSum(y) };
        });
        const gradients = tape.gradient(loss, [x, ...layer.trainableVariables]);
        const parts = [y, ...gradients.map((gradient) => gradient ?? tf.scalar(NaN)), ...layer.getWeights()];
        return tf.concat(parts.map((part) => tf.reshape(part, [-1])));
      }),
  };
}

/** A gradient of a gradient, in which the statistics of the batch count too. */
function kerasSecondBatchNormCase(shape: number[]): KernelCase {
  return {
    name: `gradient of the gradient of the batch normalization of Keras, ${shape.join('x')}`,
    compute: () =>
      ofKerasNormalization(shape, {}, (layer, x) => {
        const sources = [x, ...layer.trainableVariables];
        const outer = new keras.GradientTape();
        outer.watch(x);
        const target = outer.record(() => {
          const inner = new keras.GradientTape();
          inner.watch(x);
          const loss = inner.record(() => unevenSum(layer.apply(x, { training: true })));
          return tf.addN(inner.gradient(loss, sources).map((gradient) => tf.sum(tf.square(gradient ?? NaN))));
        });
        const gradients = outer.gradient(target, sources);
        return tf.concat(gradients.map((gradient) => tf.reshape(gradient ?? NaN, [-1])));
      }),
  };
}

export const batchNormalizationCases: readonly KernelCase[] = [
  ...batchNormCases([3, 5, 7, 6], 0, 0.25),
  ...batchNormCases([40, 3, 1, 1], 0, 1),
  ...batchNormCases([4, 3, 60, 50], 1000, 2 ** -10),
  kerasBatchNormCase([5, 7, 6, 3]),
  kerasBatchNormCase([40, 5]),
  kerasBatchNormCase([3, 60, 50, 4]),
  kerasBatchNormCase([1, 3]),
  kerasBatchNormCase([9, 4], { center: false }),
  kerasBatchNormCase([9, 4], { scale: false }),
  kerasBatchNormCase([2, 3, 4], { axis: 1 }),
  kerasSecondBatchNormCase([4, 3, 5]),
];
