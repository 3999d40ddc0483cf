export * from './accuracy.ts';
export { AUC } from './auc.ts';
export * from './confusion-counts.ts';
export * from './constrained-metrics.ts';
export * from './correlation.ts';
export { F1Score, FBetaScore } from './f-score.ts';
export {
  deserializeMetric as deserialize,
  getMetric as get,
  serializeMetric as serialize,
  type MetricLike,
} from './get-metric.ts';
export { BinaryIoU, IoU, MeanIoU, OneHotIoU, OneHotMeanIoU } from './iou.ts';
export * from './losses.ts';
export * from './mean-metrics.ts';
export { Metric } from './metric.ts';
export { Precision, Recall } from './precision-recall.ts';
export { R2Score } from './r2-score.ts';
export { Mean, MeanMetricWrapper, RootMeanSquaredError, Sum } from './reduction-metrics.ts';
