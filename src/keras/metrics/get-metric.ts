import { ValueError } from '../errors.ts';
import { Loss } from '../losses/loss.ts';
import { findByName } from '../utils/find-by-name.ts';
import { AUC } from './auc.ts';
import { F1Score, FBetaScore } from './f-score.ts';
import * as means from './mean-metrics.ts';
import { Metric } from './metric.ts';
import { Precision, Recall } from './precision-recall.ts';
import { Mean, MeanMetricWrapper, RootMeanSquaredError, Sum, type MetricFunction } from './reduction-metrics.ts';

/** A metric, a loss, a function of the reader's own, or a name as Keras knows it. */
export type MetricLike = Metric | Loss | MetricFunction | string;

type MetricClass = new (parameters: object) => Metric;

const classes: Readonly<Record<string, MetricClass>> = {
  ...means,
  AUC,
  F1Score,
  FBetaScore,
  Precision,
  Recall,
  Mean,
  Sum,
  RootMeanSquaredError,
  mse: means.MeanSquaredError,
  mae: means.MeanAbsoluteError,
  mape: means.MeanAbsolutePercentageError,
  msle: means.MeanSquaredLogarithmicError,
  rmse: RootMeanSquaredError,
  bce: means.BinaryCrossentropy,
};

/**
 * The metric of an identifier. One found by name is called as it is written there.
 *
 * @throws {ValueError} for a name that is not a metric's.
 */
export function getMetric(identifier: MetricLike): Metric {
  if (identifier instanceof Metric) return identifier;
  if (identifier instanceof Loss) {
    return new MeanMetricWrapper((yTrue, yPred) => identifier.lossOf(yTrue, yPred), identifier.name, 'down');
  }
  if (typeof identifier === 'function') return new MeanMetricWrapper(identifier);
  const found = findByName(classes, identifier);
  if (!found) throw new ValueError(`unknown metric '${identifier}'. Use one of ${Object.keys(classes).join(', ')}.`);
  return new found({ name: identifier });
}
