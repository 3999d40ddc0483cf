import { exampleNoun } from '../../src/datasets/describe.ts';
import type {
  BatchReport,
  DialectName,
  DialectResult,
  TrainingReport,
  TrainingSettings,
} from '../../src/training/protocol.ts';
import { dialectLabels } from '../experiment/dialect-labels.ts';
import type { DialectResults } from './result.ts';

/** What a report changes of what an experiment tells of its run. */
export interface RunProgress {
  /** A milestone, said politely. */
  readonly said?: string;
  /** The share of the whole run that is done, and where it is. */
  readonly shown?: { readonly fraction: number; readonly text: string };
}

/**
 * How far a run of these settings is.
 *
 * @param results of the dialects that have ended
 */
export function runProgress(report: TrainingReport, settings: TrainingSettings, results: DialectResults): RunProgress {
  switch (report.type) {
    case 'started': {
      const label = dialectLabels[report.dialect];
      return {
        said: `${label} begins: ${report.parameterCount.toLocaleString('en')} parameters`,
        shown: { fraction: fraction(settings, report.dialect, 0), text: `${label} · first batch` },
      };
    }
    case 'batch': {
      const { dialect, epoch, batch, batchesPerEpoch } = report;
      const done = (epoch - 1 + batch / batchesPerEpoch) / settings.epochs;
      return { shown: { fraction: fraction(settings, dialect, done), text: batchText(report, settings) } };
    }
    case 'epoch': {
      const { dialect, epoch, loss, accuracy } = report;
      const figures = `loss ${loss.toFixed(3)}, accuracy ${accuracy.toFixed(3)}`;
      return { said: `${dialectLabels[dialect]}, epoch ${epoch}: ${figures}` };
    }
    case 'finished':
      return { shown: { fraction: 1, text: `Trained in ${totalSeconds([...results.values()]).toFixed(1)} s` } };
    default:
      return {};
  }
}

function batchText(report: BatchReport, { epochs, dataset }: TrainingSettings): string {
  const { dialect, epoch, batch, batchesPerEpoch, loss, accuracy, imagesPerSecond, secondsLeft } = report;
  return [
    dialectLabels[dialect],
    `epoch ${epoch}/${epochs}`,
    `batch ${batch}/${batchesPerEpoch}`,
    `loss ${loss.toFixed(3)}`,
    `accuracy ${accuracy.toFixed(3)}`,
    `${Math.round(imagesPerSecond).toLocaleString('en')} ${exampleNoun(dataset)}/s`,
    `${durationText(secondsLeft)} left`,
  ].join(' · ');
}

/** Share of the whole run, when a share of one dialect is done. */
function fraction({ dialects }: TrainingSettings, dialect: DialectName, done: number): number {
  return (dialects.indexOf(dialect) + done) / dialects.length;
}

function totalSeconds(results: readonly DialectResult[]): number {
  return results.reduce((sum, { trainingSeconds }) => sum + trainingSeconds, 0);
}

function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
