import { ValueError } from '../errors.ts';
import { Loss } from '../losses/loss.ts';
import { findByName } from '../utils/find-by-name.ts';
import { isSerializedObject, type SerializedObject } from '../utils/serialized-object.ts';
import { AUC } from './auc.ts';
import * as counts from './confusion-counts.ts';
import * as constrained from './constrained-metrics.ts';
import { ConcordanceCorrelation, PearsonCorrelation } from './correlation.ts';
import { F1Score, FBetaScore } from './f-score.ts';
import * as overlaps from './iou.ts';
import * as means from './mean-metrics.ts';
import { Metric } from './metric.ts';
import { Precision, Recall } from './precision-recall.ts';
import { R2Score } from './r2-score.ts';
import { toSnakeCase } from '../utils/unique-name.ts';
import { Mean, MeanMetricWrapper, RootMeanSquaredError, Sum, type MetricFunction } from './reduction-metrics.ts';

/** A metric, a loss, a function of the reader's own, a name as Keras knows it, or a serialized metric. */
export type MetricLike = Metric | Loss | MetricFunction | string | SerializedObject;

type MetricClass = new (parameters: object) => Metric;

const classes: Readonly<Record<string, MetricClass>> = {
  ...means,
  ...counts,
  ...constrained,
  ...overlaps,
  AUC,
  ConcordanceCorrelation,
  F1Score,
  FBetaScore,
  PearsonCorrelation,
  Precision,
  R2Score,
  Recall,
  Mean,
  Sum,
  RootMeanSquaredError,
  mse: means.MeanSquaredError,
  mae: means.MeanAbsoluteError,
  mape: means.MeanAbsolutePercentageError,
  msle: means.MeanSquaredLogarithmicError,
  bce: means.BinaryCrossentropy,
};

/**
 * The metric of an identifier. One found by name has the name of its class, a function its own in small letters; `compile` calls it as it is written there.
 *
 * @throws {ValueError} for a name that is not a metric's.
 */
export function getMetric(identifier: MetricLike): Metric {
  if (identifier instanceof Metric) return identifier;
  if (identifier instanceof Loss) {
    return new MeanMetricWrapper((yTrue, yPred) => identifier.call(yTrue, yPred), identifier.name, 'down');
  }
  if (typeof identifier === 'function') return new MeanMetricWrapper(identifier, toSnakeCase(identifier.name));
  return deserializeMetric(isSerializedObject(identifier) ? identifier : { className: identifier, config: {} });
}

/** @throws {ValueError} for a name that is not a metric's. */
export function deserializeMetric({ className, config }: SerializedObject): Metric {
  const found = findByName(classes, className);
  if (!found)
    throw new ValueError(
      `Could not interpret metric identifier: ${className}`,
      `Use one of ${Object.keys(classes).join(', ')}.`,
    );
  return new found(config);
}

/** A metric by its class and the arguments that build it again. */
export function serializeMetric(metric: Metric): SerializedObject {
  return { className: metric.constructor.name, config: metric.getConfig() };
}
