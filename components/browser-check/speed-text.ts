import type { MeasuredOperation, OperationSpeed } from '../../src/training/protocol.ts';
import type { Metrics } from '../experiment/expectation.ts';

export const speedColumns = ['Operation', 'GFLOP/s', 'ms for one', 'Operations in one', 'Times', 'Largest error'];

/** `256 × 256` for a product of matrices, `convolution, 32 images`. */
export function operationText(operation: MeasuredOperation): string {
  return operation.kind === 'matrix-product'
    ? `matrix ${operation.size} × ${operation.size}`
    : `convolution × ${operation.images}`;
}

/** A speed with three digits. */
export function gflopsText(gflops: number): string {
  return String(Number(gflops.toPrecision(3)));
}

/** A row of the table, in the order of {@link speedColumns}. */
export function speedCells(speed: OperationSpeed): readonly string[] {
  const { operation, operations, repetitions, milliseconds, gflops, largestError } = speed;
  return [
    operationText(operation),
    gflopsText(gflops),
    (milliseconds / repetitions).toPrecision(3),
    new Intl.NumberFormat('en').format(operations),
    String(repetitions),
    largestError.toExponential(1),
  ];
}

/** Names of its figures. */
export type SpeedFigure = 'gflops' | 'convolutionGflops' | 'seconds' | 'operationsMeasured' | 'largestError';

/** Figures of a finished run. */
export function speedMetrics(speeds: readonly OperationSpeed[]): Metrics<SpeedFigure> {
  const of = (kind: MeasuredOperation['kind']) =>
    Math.max(0, ...speeds.filter(({ operation }) => operation.kind === kind).map(({ gflops }) => gflops));
  return {
    gflops: of('matrix-product'),
    convolutionGflops: of('convolution'),
    seconds: speeds.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000,
    operationsMeasured: speeds.length,
    largestError: Math.max(0, ...speeds.map(({ largestError }) => largestError)),
  };
}
