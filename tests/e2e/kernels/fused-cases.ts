/** Kernels of ours that tfjs does not know: each against what it stands for, composed of other kernels. */
import * as tf from '@tensorflow/tfjs-core';
import { firstLargest } from '../../../src/engine/class-predictions.ts';
import { dropoutMask } from '../../../src/engine/dropout-mask.ts';
import { ResidentImages, type ResidentBatch } from '../../../src/engine/resident-images.ts';
import {
  hasSoftmaxCrossEntropy,
  nllLossGradient,
  softmaxCrossEntropy,
  type MeanOver,
} from '../../../src/engine/softmax-cross-entropy.ts';
import * as keras from '../../../src/keras/index.ts';
import * as torch from '../../../src/torch/index.ts';
import { bytes, random, type KernelCase } from './cases.ts';

type ImageShape = readonly [number, number, number];

/** The indices are in no order, and some come twice. */
function gathered(imageShape: ImageShape, count: number, read: (batch: ResidentBatch) => tf.Tensor): tf.Tensor {
  const size = tf.util.sizeFromShape([...imageShape]);
  const values = Float32Array.from({ length: 256 }, (_, byte) => (byte / 255 - 0.5) / 0.5);
  const set = { images: bytes(count * size, 31), labels: bytes(count, 32), values };
  const images = new ResidentImages(set, imageShape);
  const indices = tf.tensor1d(
    bytes(count + 3, 33).map((byte) => byte % count),
    'int32',
  );
  const result = read(images.batch(indices));
  images.dispose();
  return result;
}

function gatherCases(imageShape: ImageShape, count: number): KernelCase[] {
  const name = `of ${count} images ${imageShape.join('x')} at indices`;
  return [
    { name: `numbers ${name}`, compute: () => gathered(imageShape, count, ({ images }) => images) },
    { name: `labels ${name}`, compute: () => gathered(imageShape, count, ({ labels }) => labels) },
  ];
}

/** Where not said otherwise, one label in four is no class, and logits are so far from 0 that their powers overflow. */
function crossEntropyCases(
  rows: number,
  classes: number,
  mean: MeanOver,
  labelsGiven?: readonly number[],
): KernelCase[] {
  const logits = () => tf.mul<tf.Tensor2D>(random<tf.Rank.R2>([rows, classes], 34), 150);
  const numbers = labelsGiven ?? Array.from(bytes(rows, 35), (byte) => (byte % 4 === 0 ? -100 : byte % classes));
  const labels = () => tf.tensor1d([...numbers], 'int32');
  const composed = () => {
    const oneHot = tf.cast(tf.equal(tf.expandDims(labels(), 1), tf.range(0, classes, 1, 'int32')), 'float32');
    const count = mean === 'rows' ? tf.scalar(rows) : tf.sum<tf.Scalar>(oneHot);
    const logProbabilities = tf.logSoftmax(logits());
    const loss = tf.neg(tf.divNoNan(tf.sum(tf.mul(oneHot, logProbabilities)), count));
    const isTarget = tf.sum(oneHot, 1, true);
    const gradient = tf.divNoNan(tf.mul(tf.sub(tf.softmax(logits()), oneHot), isTarget), count);
    return { loss, gradient, logProbabilities, count };
  };
  const outputs = () => {
    if (!hasSoftmaxCrossEntropy([rows, classes])) return composed();
    return softmaxCrossEntropy(logits(), labels(), mean);
  };
  const ofLikelihoods = () => {
    const { count } = outputs();
    if (hasSoftmaxCrossEntropy([rows, classes])) return nllLossGradient(tf.scalar(2.5), labels(), count, classes);
    const oneHot = tf.cast(tf.equal(tf.expandDims(labels(), 1), tf.range(0, classes, 1, 'int32')), 'float32');
    return tf.divNoNan(tf.mul(oneHot, -2.5), count);
  };
  const name = `of ${rows} rows of ${classes} logits, mean over ${mean}`;
  // A mean over nothing is nan, and compared by its own case.
  const isEmpty = mean === 'targets' && numbers.every((label) => label < 0 || label >= classes);
  const parts = isEmpty
    ? (['gradient', 'count'] as const)
    : (['loss', 'gradient', 'logProbabilities', 'count'] as const);
  return [
    ...parts.map((part) => ({ name: `cross-entropy ${name}: ${part}`, compute: () => outputs()[part] })),
    { name: `gradient of likelihoods ${name}`, compute: ofLikelihoods },
  ];
}

/** 1 where a number is nan, 2 where it is infinite. */
function kindsOf(x: tf.Tensor): tf.Tensor {
  return tf.add(tf.cast(tf.isNaN(x), 'float32'), tf.mul(2, tf.cast(tf.isInf(x), 'float32')));
}

const odd = [
  [1, NaN, 2],
  [Infinity, 0, 1],
  [-Infinity, -Infinity, -Infinity],
  [-Infinity, 0, 1],
  [-Infinity, 0, 1],
  [1, 2, 3],
];

/** What is no number stays none: a row at a time, by each of the two programs. */
function oddCrossEntropyCases(classes: number): KernelCase[] {
  const fill = Array.from({ length: classes - 3 }, () => 0.5);
  return odd.map((row, index) => {
    const kinds = (tensors: readonly tf.Tensor[]) =>
      kindsOf(tf.concat(tensors.map((tensor) => tf.reshape(tensor, [-1]))));
    const label = index === 4 ? 0 : 1;
    return {
      name: `cross-entropy of ${row.join(', ')} at ${label} among ${classes}`,
      compute: () => {
        const { loss, gradient } = softmaxCrossEntropy(
          tf.tensor2d([[...row, ...fill]]),
          tf.tensor1d([label], 'int32'),
          'rows',
        );
        return kinds([loss, gradient]);
      },
      expected: () => {
        const logits = tf.tensor2d([[...row, ...fill]]);
        const loss = tf.neg(tf.slice(tf.logSoftmax(logits), [0, label], [1, 1]));
        return kinds([loss, tf.softmax(logits)]);
      },
    };
  });
}

function emptyMean(classes: number): KernelCase {
  return {
    name: `cross-entropy of no label among ${classes}`,
    compute: () => kindsOf(softmaxCrossEntropy(tf.ones([1, classes]), tf.tensor1d([-100], 'int32'), 'targets').loss),
    expected: () => tf.scalar(1),
  };
}

/** PyTorch's own view of it: a gradient from upstream, one of a gradient, and one that a hook has changed. */
function torchCrossEntropyCases(): KernelCase[] {
  const gradientOf = (backward: (loss: torch.Tensor, logits: torch.Tensor) => void) => () => {
    const logits = torch.tensor([
      [0.5, -1, 2],
      [1, 1.5, -0.5],
      [0, 3, 1],
    ]);
    logits.requiresGrad = true;
    backward(torch.nn.functional.crossEntropy(logits, torch.tensor([2, -100, 0])), logits);
    // A copy: the dialect frees the gradient's own values when nobody can reach its tensor, perhaps before they are read.
    return logits.grad ? tf.clone(logits.grad.values) : tf.tensor1d([]);
  };
  return [
    { name: 'gradient of a cross-entropy times 3', compute: gradientOf((loss) => loss.mul(3).backward()) },
    {
      name: 'gradient of the gradient of a cross-entropy',
      compute: gradientOf((loss, logits) => {
        const [gradient] = torch.autograd.grad(loss.square(), [logits], { createGraph: true });
        gradient?.square().sum().backward();
      }),
    },
    {
      name: 'gradient of a cross-entropy that runs twice',
      compute: gradientOf((loss) => {
        loss.backward({ retainGraph: true });
        loss.backward();
      }),
    },
  ];
}

/** Keras's view of it, by tapes: one label is no class. */
function kerasCrossEntropyCases(): KernelCase[] {
  const crossentropy = new keras.losses.SparseCategoricalCrossentropy({ fromLogits: true });
  const [logits, labels] = [
    () => random<tf.Rank.R3>([2, 2, 3], 36),
    () =>
      tf.tensor2d(
        [
          [2, 0],
          [3, 1],
        ],
        [2, 2],
        'int32',
      ),
  ];
  const gradientOf = (compute: (logits: tf.Tensor) => tf.Tensor) => {
    const [x, tape] = [logits(), new keras.GradientTape()];
    tape.watch(x);
    const target = tape.record(() => compute(x));
    return tape.gradient(target, x) ?? tf.scalar(NaN);
  };
  const lossOf = (x: tf.Tensor) => crossentropy.call(labels(), x);
  return [
    { name: 'loss of Keras', compute: () => lossOf(logits()) },
    {
      name: 'loss of Keras with labels in a column',
      compute: () => crossentropy.call(tf.expandDims(labels(), -1), logits()),
    },
    { name: 'gradient of the loss of Keras', compute: () => gradientOf((x) => tf.mul(lossOf(x), 3)) },
    {
      name: 'gradient of the gradient of the loss of Keras',
      compute: () =>
        gradientOf((x) => {
          const inner = new keras.GradientTape();
          inner.watch(x);
          const loss = inner.record(() => tf.square(lossOf(x)));
          return tf.sum(tf.square(inner.gradient(loss, x) ?? NaN));
        }),
    },
  ];
}

/** Of 300 rows, some with nan, some with ties; the CPU knows no nan. */
function predictionCases(classes: number): KernelCase[] {
  const numbers = (nan: number) => Float32Array.from(bytes(300 * classes, 37), (byte) => (byte < 9 ? nan : byte % 16));
  const scores = (nan: number) => tf.tensor3d(numbers(nan), [3, 100, classes]);
  const labels = () =>
    tf.tensor2d(
      bytes(300, 38).map((byte) => byte % classes),
      [3, 100],
      'int32',
    );
  const accuracyOf = (yTrue: tf.Tensor) => keras.metrics.sparseCategoricalAccuracy(yTrue, scores(0));
  return [
    {
      name: `first largest of ${classes}`,
      compute: () => firstLargest(scores(NaN)),
      expected: () => tf.argMax(scores(100), -1),
    },
    { name: `correct predictions of ${classes}`, compute: () => accuracyOf(labels()) },
    {
      name: `correct predictions of ${classes}, labels float32`,
      compute: () => accuracyOf(tf.cast(labels(), 'float32')),
    },
    {
      name: `correct predictions of ${classes}, labels in a column`,
      compute: () => accuracyOf(tf.expandDims(labels(), -1)),
    },
  ];
}

/** Gradient of pooling and of the relu before it: of the pooled image itself, or of another tensor like it. */
function poolGradientCases(channels: number, size: number, stride: number, pad: number): KernelCase[] {
  const shape: [number, number, number, number] = [2, 7, 8, channels];
  const gradientOf = (mask: 'none' | 'own' | 'given') => {
    const image = random<tf.Rank.R4>(shape, 39);
    const input = mask === 'own' ? tf.relu(image) : image;
    const output = tf.maxPool(input, size, stride, pad, 'floor');
    const dy = random<tf.Rank.R4>(output.shape, 40);
    const reluOutput = mask === 'own' ? input : tf.relu(random<tf.Rank.R4>(shape, 41));
    const attributes = { filterSize: size, strides: stride, pad, dimRoundingMode: 'floor' };
    const inputs = { dy, input, output, ...(mask === 'none' || tf.getBackend() === 'cpu' ? {} : { reluOutput }) };
    const gradient = tf.engine().runKernel<tf.Tensor>(tf.MaxPoolGrad, inputs, attributes);
    const isComposed = mask !== 'none' && tf.getBackend() === 'cpu';
    return isComposed ? tf.mul(gradient, tf.cast(tf.greater(reluOutput, 0), 'float32')) : gradient;
  };
  const name = `gradient of pooling, ${channels} channels, ${size} by ${stride}, padding ${pad}`;
  return (['none', 'own', 'given'] as const).map((mask) => ({
    name: `${name}, relu ${mask}`,
    compute: () => gradientOf(mask),
  }));
}

/** A nan is the largest, the first of them too. */
const poolGradientOfNan: KernelCase = {
  name: 'gradient of pooling nan',
  compute: () => {
    const pooled = (size: number, stride: number) => {
      const x = torch.tensor([
        [
          [
            [1, NaN, NaN],
            [4, 2, 3],
            [0, NaN, 1],
          ],
        ],
      ]);
      x.requiresGrad = true;
      torch.nn.functional.maxPool2d(x, size, stride).sum().backward();
      return tf.reshape(x.grad?.values ?? NaN, [-1]);
    };
    return tf.concat([pooled(2, 2), pooled(2, 1)]);
  },
  expected: () => tf.tensor1d([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 2, 0]),
};

/** A key and a counter whose highest bits are set. */
function dropoutCase(shape: number[], rate: number): KernelCase {
  const stream = { key: [0xdeadbeef, 0xcafe], counter: [0, 0, 1, 0xfeedbeef] } as const;
  return {
    name: `mask of dropout ${shape.join('x')}, ${rate}`,
    compute: () => dropoutMask(shape, rate, { nextStream: () => stream }),
  };
}

export const fusedCases: readonly KernelCase[] = [
  ...gatherCases([5, 4, 3], 9),
  ...gatherCases([5, 3, 1], 7),
  ...gatherCases([1, 1, 1], 5),
  ...crossEntropyCases(32, 10, 'targets'),
  ...crossEntropyCases(300, 7, 'rows'),
  ...crossEntropyCases(1, 1, 'targets', [0]),
  ...crossEntropyCases(2, 3, 'targets', [-100, 3]),
  ...crossEntropyCases(5, 150, 'targets'),
  ...crossEntropyCases(3, 1000, 'rows'),
  ...crossEntropyCases(2, 130, 'targets', [-100, -100]),
  ...poolGradientCases(8, 2, 2, 0),
  ...poolGradientCases(3, 2, 2, 0),
  ...poolGradientCases(4, 3, 2, 1),
  ...poolGradientCases(3, 3, 1, 0),
  poolGradientOfNan,
  dropoutCase([7, 5, 3], 0.5),
  dropoutCase([64], 0.2),
  dropoutCase([1], 0.9),
  dropoutCase([9], 1),
  dropoutCase([9], 0),
  ...predictionCases(1),
  ...predictionCases(10),
  ...torchCrossEntropyCases(),
  ...kerasCrossEntropyCases(),
  emptyMean(3),
  emptyMean(130),
  ...oddCrossEntropyCases(3),
  ...oddCrossEntropyCases(140),
];
