/** Correlations of labels and predictions. */
import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { EPSILON } from '../epsilon.ts';
import { toSameRank } from '../losses/reduction.ts';
import { toFloat, type Values } from '../utils/tensor-values.ts';
import type { MetricParameters } from './metric.ts';
import { MeanMetricWrapper, type MetricFunction } from './reduction-metrics.ts';

interface AxisParameters {
  readonly axis?: number;
}

type AxisArguments = Arguments<AxisParameters, readonly ['axis']>;

/**
 * Covariance over both standard deviations, along `axis`: -1 to 1.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/pearson_correlation
 */
export function pearsonCorrelation(yTrue: Values, yPred: Values, ...values: AxisArguments): tf.Tensor {
  const { axis = -1 } = bindArguments<AxisParameters>(['axis'], values);
  return tf.tidy(() => {
    const standardized = toSameRank(toFloat(yTrue), toFloat(yPred)).map((x) => {
      const { mean, variance } = tf.moments(x, axis, true);
      return tf.div(tf.sub(x, mean), tf.sqrt(variance));
    });
    return tf.mean(
      standardized.reduce((a, b) => tf.mul(a, b)),
      axis,
    );
  });
}

/**
 * As the correlation, and less where means or variances differ, along `axis`: -1 to 1.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/concordance_correlation
 */
export function concordanceCorrelation(yTrue: Values, yPred: Values, ...values: AxisArguments): tf.Tensor {
  const { axis = -1 } = bindArguments<AxisParameters>(['axis'], values);
  return tf.tidy(() => {
    const [target, output] = toSameRank(toFloat(yTrue), toFloat(yPred));
    const [ofTarget, ofOutput] = [tf.moments(target, axis, true), tf.moments(output, axis, true)];
    const covariance = tf.mul(tf.sub(target, ofOutput.mean), tf.sub(output, ofOutput.mean));
    const distance = tf.squaredDifference(ofTarget.mean, ofOutput.mean);
    const norm = tf.add(tf.add(ofTarget.variance, ofOutput.variance), distance);
    return tf.mean(tf.div(tf.mul(2, covariance), tf.add(norm, EPSILON)), axis);
  });
}

type Parameters = AxisParameters & MetricParameters;

/** Mean of a correlation. */
abstract class MeanCorrelation extends MeanMetricWrapper {
  constructor(compute: typeof pearsonCorrelation, defaultName: string, values: readonly unknown[]) {
    const { name = defaultName, axis = -1 } = bindArguments<Parameters>(['name'], values);
    const along: MetricFunction = (yTrue, yPred) => compute(yTrue, yPred, { axis });
    super(along, { name, direction: 'up', config: { axis } });
  }
}

/**
 * Mean of Pearson's correlations.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/PearsonCorrelation
 */
export class PearsonCorrelation extends MeanCorrelation {
  constructor(...values: Arguments<Parameters, readonly ['name']>) {
    super(pearsonCorrelation, 'pearson_correlation', values);
  }
}

/**
 * Mean of the concordance correlations.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/ConcordanceCorrelation
 */
export class ConcordanceCorrelation extends MeanCorrelation {
  constructor(...values: Arguments<Parameters, readonly ['name']>) {
    super(concordanceCorrelation, 'concordance_correlation', values);
  }
}
