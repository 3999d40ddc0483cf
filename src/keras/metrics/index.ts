export * from './accuracy.ts';
export { AUC } from './auc.ts';
export { F1Score, FBetaScore } from './f-score.ts';
export { getMetric as get, type MetricLike } from './get-metric.ts';
export * from './mean-metrics.ts';
export { Metric } from './metric.ts';
export { Precision, Recall } from './precision-recall.ts';
export { Mean, MeanMetricWrapper, RootMeanSquaredError, Sum } from './reduction-metrics.ts';
