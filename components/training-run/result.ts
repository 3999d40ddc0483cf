import type { DialectName, DialectResult } from '../../src/training/protocol.ts';
import type { Metrics } from '../experiment/expectation.ts';

export type DialectResults = ReadonlyMap<DialectName, DialectResult>;

/** What is measured of a network. */
type NetworkFigure =
  | 'testAccuracy'
  | 'testLoss'
  | 'trainAccuracy'
  | 'trainLoss'
  | 'validationAccuracy'
  | 'validationLoss'
  | 'parameterCount'
  | 'trainingSeconds'
  | 'imagesPerSecond';

/** Figures of a run, of one network or of both. */
export type TrainerFigure = NetworkFigure | `${DialectName}${Capitalize<NetworkFigure>}`;

const share = (value: number) => `${(100 * value).toFixed(1)} %`;
const loss = (value: number) => value.toFixed(4);
const count = (value: number) => Math.round(value).toLocaleString('en');

/** Rows of the final table, in its order. */
export const resultRows: readonly {
  readonly name: NetworkFigure;
  readonly label: string;
  readonly format: (value: number) => string;
}[] = [
  { name: 'testAccuracy', label: 'Test accuracy', format: share },
  { name: 'testLoss', label: 'Test loss', format: loss },
  { name: 'trainAccuracy', label: 'Training accuracy', format: share },
  { name: 'trainLoss', label: 'Training loss', format: loss },
  { name: 'validationAccuracy', label: 'Validation accuracy', format: share },
  { name: 'validationLoss', label: 'Validation loss', format: loss },
  { name: 'parameterCount', label: 'Parameters', format: count },
  { name: 'trainingSeconds', label: 'Training time', format: (seconds) => `${seconds.toFixed(1)} s` },
  { name: 'imagesPerSecond', label: 'Images per second', format: count },
];

/**
 * The figures of a run by name. One dialect: plain names. Both: each name behind its dialect (`kerasTestAccuracy`), and
 * `testAccuracy` is the lower of the two. Figures that a run has not measured are left out.
 */
export function flattenResults(results: DialectResults): Metrics {
  const entries = [...results].flatMap(([dialect, result]) =>
    resultRows.flatMap(({ name }) => {
      const value = result[name];
      return value === null ? [] : [[results.size > 1 ? prefixed(dialect, name) : name, value] as const];
    }),
  );
  const metrics = Object.fromEntries(entries);
  if (results.size < 2) return metrics;
  return { ...metrics, testAccuracy: Math.min(...[...results.values()].map(({ testAccuracy }) => testAccuracy)) };
}

function prefixed(dialect: DialectName, name: NetworkFigure): string {
  return dialect + name.charAt(0).toUpperCase() + name.slice(1);
}
