/** Intersection over union: the metrics of segmentation. */
import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { EPSILON } from '../epsilon.ts';
import { ValueError } from '../errors.ts';
import { oneHot } from '../one-hot.ts';
import { requiredArgument } from '../required-argument.ts';
import { toFloat, toTensor, type Values } from '../utils/tensor-values.ts';
import { uniqueName } from '../utils/unique-name.ts';
import { assignAdd, Metric, requirePredictions, weightsOf, type MetricParameters, type Weighting } from './metric.ts';

interface MeanIoUParameters extends MetricParameters {
  readonly numClasses?: number;
  /** A class whose labels do not count. */
  readonly ignoreClass?: number | null;
  /** Whether labels are class indices, and not one-hot. */
  readonly sparseYTrue?: boolean;
  /** Whether predictions are class indices, and not a number for each class. */
  readonly sparseYPred?: boolean;
  /** Of the classes, where they are not indices. */
  readonly axis?: number;
}

interface IoUParameters extends MeanIoUParameters {
  /** The classes whose mean is the result. */
  readonly targetClassIds?: readonly number[];
}

type IoUSettings = Required<Omit<IoUParameters, 'name'>>;

const IOU_NAMES = ['numClasses', 'targetClassIds', 'name'] as const;
const MEAN_NAMES = ['numClasses', 'name'] as const;

/** @throws {ValueError} for a class that is not below the number of classes. */
function checkedSettings(given: Partial<Omit<IoUParameters, 'name'>>): IoUSettings {
  const numClasses = requiredArgument(given.numClasses, 'numClasses', 'IoU');
  const targetClassIds = requiredArgument(given.targetClassIds, 'targetClassIds', 'IoU');
  const largest = Math.max(...targetClassIds);
  if (largest >= numClasses) {
    throw new ValueError(`Target class id ${largest} is out of range, which is [0, ${numClasses}).`);
  }
  const { ignoreClass = null, sparseYTrue = true, sparseYPred = true, axis = -1 } = given;
  return { numClasses, targetClassIds, ignoreClass, sparseYTrue, sparseYPred, axis };
}

/** The mean over some classes, from the confusion matrix of all batches. */
abstract class ClassIoU extends Metric {
  readonly #settings: IoUSettings;
  readonly #matrix: tf.Variable;

  constructor(name: string, settings: IoUSettings, config: object) {
    super(name, 'up', config);
    this.#settings = settings;
    this.#matrix = this.addVariable([settings.numClasses, settings.numClasses]);
  }

  /** Labels and predictions of any one shape. Weights count as whole numbers, without their fractions, as in Keras. */
  override updateState(yTrue: Values, yPred?: Values, sampleWeight?: Weighting): void {
    const given = requirePredictions(yPred, this.name);
    tf.tidy(() => {
      const { numClasses, ignoreClass, sparseYTrue, sparseYPred } = this.#settings;
      const labels = this.#classes(toTensor(yTrue), sparseYTrue);
      const predictions = this.#classes(this.classify(toTensor(given)), sparseYPred);
      const weights = weightsOf(sampleWeight);
      const whole = weights ? tf.cast(tf.cast(tf.reshape(weights, [-1, 1]), 'int32'), 'float32') : tf.scalar(1);
      const isIgnored = ignoreClass === null ? tf.zerosLike(labels) : tf.equal(labels, tf.scalar(ignoreClass, 'int32'));
      // The one-hot row of a class that there is not, is zero.
      const counted = tf.mul(whole, tf.expandDims(tf.sub(1, tf.cast(isIgnored, 'float32')), 1));
      const rows = tf.mul(oneHot(labels, numClasses), counted);
      assignAdd(this.#matrix, tf.matMul(rows, oneHot(predictions, numClasses), true));
    });
  }

  /** A scalar: the mean over the classes that occur. */
  override result(): tf.Tensor {
    return tf.tidy(() => {
      const both = tf.sum(tf.mul(this.#matrix, tf.eye(this.#settings.numClasses)), 0);
      const either = tf.sub(tf.add(tf.sum(this.#matrix, 0), tf.sum(this.#matrix, 1)), both);
      const ids = tf.tensor1d([...this.#settings.targetClassIds], 'int32');
      const occurring = tf.cast(tf.greater(tf.gather(either, ids), 0), 'float32');
      const shares = tf.div(tf.gather(both, ids), tf.add(tf.gather(either, ids), EPSILON));
      return tf.div(tf.sum(tf.mul(shares, occurring)), tf.add(tf.sum(occurring), EPSILON));
    });
  }

  /** Predictions as they are compared with the labels. */
  protected classify(yPred: tf.Tensor): tf.Tensor {
    return yPred;
  }

  #classes(x: tf.Tensor, areIndices: boolean): tf.Tensor {
    return tf.cast(tf.reshape(areIndices ? x : tf.argMax(x, this.#settings.axis), [-1]), 'int32');
  }
}

/**
 * Mean over `targetClassIds` of intersection over union.
 *
 * @throws {ValueError} for a class that is not below `numClasses`.
 * @source https://keras.io/api/metrics/segmentation_metrics/#iou-class
 */
export class IoU extends ClassIoU {
  constructor(...values: Arguments<IoUParameters, typeof IOU_NAMES>) {
    const { name = uniqueName('io_u'), ...given } = bindArguments<IoUParameters>(IOU_NAMES, values);
    const settings = checkedSettings(given);
    super(name, settings, settings);
  }
}

function allClasses(count: number | undefined): readonly number[] {
  return Array.from({ length: requiredArgument(count, 'numClasses', 'MeanIoU') }, (_, index) => index);
}

/**
 * Mean over all classes of intersection over union.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/MeanIoU
 */
export class MeanIoU extends ClassIoU {
  constructor(...values: Arguments<MeanIoUParameters, typeof MEAN_NAMES>) {
    const { name = uniqueName('mean_io_u'), ...given } = bindArguments<MeanIoUParameters>(MEAN_NAMES, values);
    const settings = checkedSettings({ ...given, targetClassIds: allClasses(given.numClasses) });
    const { targetClassIds, ...config } = settings;
    super(name, { ...settings, targetClassIds }, config);
  }
}

type OneHotParameters<Parameters> = Omit<Parameters, 'sparseYTrue'>;

/**
 * As IoU, for labels that are one-hot and predictions that have a number for each class.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/OneHotIoU
 */
export class OneHotIoU extends ClassIoU {
  constructor(...values: Arguments<OneHotParameters<IoUParameters>, typeof IOU_NAMES>) {
    const bound = bindArguments<OneHotParameters<IoUParameters>>(IOU_NAMES, values);
    const { name = uniqueName('one_hot_io_u'), ...given } = bound;
    const { sparseYTrue, ...config } = checkedSettings({ sparseYPred: false, ...given, sparseYTrue: false });
    super(name, { ...config, sparseYTrue }, config);
  }
}

/**
 * As MeanIoU, for labels that are one-hot and predictions that have a number for each class.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/OneHotMeanIoU
 */
export class OneHotMeanIoU extends ClassIoU {
  constructor(...values: Arguments<OneHotParameters<MeanIoUParameters>, typeof MEAN_NAMES>) {
    const bound = bindArguments<OneHotParameters<MeanIoUParameters>>(MEAN_NAMES, values);
    const { name = uniqueName('one_hot_mean_io_u'), ...given } = bound;
    const targets = allClasses(given.numClasses);
    const all = checkedSettings({ sparseYPred: false, ...given, sparseYTrue: false, targetClassIds: targets });
    const { sparseYTrue, targetClassIds, ...config } = all;
    super(name, { ...config, sparseYTrue, targetClassIds }, config);
  }
}

interface BinaryIoUParameters extends MetricParameters {
  readonly targetClassIds?: readonly number[];
  /** From which on a prediction is of class 1. */
  readonly threshold?: number;
}

const BINARY_NAMES = ['targetClassIds', 'threshold', 'name'] as const;

/**
 * As IoU, for the two sides of a threshold.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/BinaryIoU
 */
export class BinaryIoU extends ClassIoU {
  readonly #threshold: number;

  constructor(...values: Arguments<BinaryIoUParameters, typeof BINARY_NAMES>) {
    const bound = bindArguments<BinaryIoUParameters>(BINARY_NAMES, values);
    const { name = uniqueName('binary_io_u'), targetClassIds = [0, 1], threshold = 0.5 } = bound;
    super(name, checkedSettings({ numClasses: 2, targetClassIds }), { targetClassIds, threshold });
    this.#threshold = threshold;
  }

  protected override classify(yPred: tf.Tensor): tf.Tensor {
    return tf.greaterEqual(toFloat(yPred), this.#threshold);
  }
}
