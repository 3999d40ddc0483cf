import type { Evaluation } from '../../src/expressions/evaluation-result.ts';
import { trainingClient } from '../../src/training/client.ts';
import type { BackendName, DialectName, TrainingReport } from '../../src/training/protocol.ts';
import { NotEvaluatedError } from './not-evaluated-error.ts';

/**
 * Computes a program in the training worker.
 *
 * @throws {NotEvaluatedError} when an experiment of the page runs or is started meanwhile, or the worker fails.
 */
export async function evaluateInWorker(
  source: string,
  dialect: DialectName,
  backend: BackendName | 'auto',
): Promise<Evaluation> {
  if (trainingClient.activeRun) {
    throw new NotEvaluatedError('An experiment is running on this page. Check again when it is done, or reset it.');
  }
  const reports: TrainingReport[] = [];
  await trainingClient.start({ type: 'evaluate', backend, source }, (report) => reports.push(report)).ended;
  for (const report of reports) {
    if (report.type === 'failed') throw new NotEvaluatedError(`${report.error.message} ${report.error.fix}`);
    if (report.type === 'evaluation' && report.dialect === dialect) return report.evaluation;
  }
  throw new NotEvaluatedError('The check was stopped, because an experiment was run. Check again.');
}
