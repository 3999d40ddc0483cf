import type { DialectName, ExecutionName, TimedStep } from '../../src/training/protocol.ts';
import type { Metrics } from '../experiment/expectation.ts';

/** A measurement of one framework. */
export interface DialectStep {
  readonly dialect: DialectName;
  readonly step: TimedStep;
}

/** The step of a framework at a batch size in one way, if it was measured. */
export function findStep(
  steps: readonly DialectStep[],
  dialect: DialectName,
  batchSize: number,
  execution: ExecutionName,
): TimedStep | undefined {
  return steps.find(
    (each) => each.dialect === dialect && each.step.batchSize === batchSize && each.step.execution === execution,
  )?.step;
}

/** Batch sizes in the order in which they were measured. */
export function batchSizesOf(steps: readonly DialectStep[]): readonly number[] {
  return [...new Set(steps.map(({ step }) => step.batchSize))];
}

/** Names of the figures. */
export type StepFigure =
  | 'stepsTried'
  | 'stepsNotRecordable'
  | `${DialectName}${'EagerLaunches' | 'LossDifference' | 'GraphLaunches' | 'Speedup' | 'GraphSubmits'}`;

/**
 * The figures of a run: launches at the first batch size, the largest difference between a loss of the eager and of the
 * graph's steps, and, where steps were recorded, how many times as fast the graph was at the first batch size.
 */
export function stepMetrics(steps: readonly DialectStep[], obstacles: readonly (string | null)[]): Metrics {
  const figures: Partial<Record<StepFigure, number>> = {
    stepsTried: obstacles.length,
    stepsNotRecordable: obstacles.filter((obstacle) => obstacle !== null).length,
  };
  const sizes = batchSizesOf(steps);
  for (const dialect of ['torch', 'keras'] as const) {
    const [eager, graph] = (['eager', 'graph'] as const).map((way) => findStep(steps, dialect, sizes[0] ?? 0, way));
    if (!eager) continue;
    figures[`${dialect}EagerLaunches`] = eager.launches;
    figures[`${dialect}LossDifference`] = Math.max(...sizes.map((size) => lossDifference(steps, dialect, size)));
    if (!graph) continue;
    figures[`${dialect}GraphLaunches`] = graph.launches;
    figures[`${dialect}Speedup`] = eager.milliseconds / graph.milliseconds;
    if (graph.counts) figures[`${dialect}GraphSubmits`] = graph.counts.submits;
  }
  return figures;
}

/** 0 where a way was not measured. */
function lossDifference(steps: readonly DialectStep[], dialect: DialectName, batchSize: number): number {
  const [eager, graph] = (['eager', 'graph'] as const).map((way) => findStep(steps, dialect, batchSize, way));
  if (!eager || !graph) return 0;
  return Math.max(...eager.losses.map((loss, index) => Math.abs(loss - (graph.losses[index] ?? NaN))));
}
