import type { Evaluation } from '../../src/expressions/evaluation-result.ts';
import type { DialectName } from '../../src/training/protocol.ts';
import type { Metrics } from '../experiment/expectation.ts';

type ValueFigure = 'Statements' | 'Errors' | 'Cells' | 'Sum';

/** Names of the figures. */
export type EvaluationFigure = `${DialectName}${ValueFigure}`;

/**
 * Figures of a run, each with the framework's name before it: `Statements` that ran, `Errors` (0 or 1), and of the last
 * value its `Cells` and, where all of them are finite, their `Sum`.
 */
export function evaluationMetrics(evaluations: ReadonlyMap<DialectName, Evaluation>): Metrics {
  const figures = [...evaluations].flatMap(([dialect, evaluation]) =>
    Object.entries(figuresOf(evaluation)).map(([name, value]) => [dialect + name, value] as const),
  );
  return Object.fromEntries(figures);
}

function figuresOf({ statements, error }: Evaluation): Partial<Metrics<ValueFigure>> {
  const value = statements.at(-1)?.value;
  const values = value?.kind === 'tensor' || value?.kind === 'array' ? value.values : [];
  const sum = values.reduce((total, each) => total + each, 0);
  return {
    Statements: statements.length,
    Errors: error ? 1 : 0,
    Cells: values.length,
    ...(Number.isFinite(sum) && { Sum: sum }),
  };
}
