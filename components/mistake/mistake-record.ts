import type { FrameworkMessage, MistakeSide, TrainingReport } from '../../src/training/protocol.ts';
import type { Metrics } from '../experiment/expectation.ts';
import type { MistakeText } from './mistake-text.ts';

/** What a run has told of one side so far. */
export interface SideRecord {
  readonly values: number[];
  /** Undefined until its lines have run. */
  message: FrameworkMessage | null | undefined;
  figures: Readonly<Record<string, number>>;
}

/** The reports of one run, side by side. */
export class MistakeRecord {
  readonly sides: Readonly<Record<MistakeSide, SideRecord>> = { wrong: emptySide(), right: emptySide() };

  take(report: TrainingReport): void {
    switch (report.type) {
      case 'mistake-message':
        this.sides[report.side].message = report.message;
        break;
      case 'mistake-steps':
        this.sides[report.side].values.push(...report.values);
        break;
      case 'mistake-figures':
        this.sides[report.side].figures = report.figures;
    }
  }

  /** Steps or messages that are there, of both sides. */
  get done(): number {
    return Object.values(this.sides).reduce(
      (sum, { values, message }) => sum + values.length + (message === undefined ? 0 : 1),
      0,
    );
  }

  /** Figures of the run: of told mistakes how often either side was told of; of silent ones where either side ended. */
  metrics({ outcome }: MistakeText): Metrics {
    const metrics: Record<string, number> = {};
    for (const side of ['wrong', 'right'] as const) {
      const { values, message, figures } = this.sides[side];
      if (outcome.kind === 'told') {
        metrics[`${side}Messages`] = message ? 1 : 0;
      } else {
        metrics[side + capitalised(outcome.curve)] = lastLevel(values);
        for (const [name, figure] of Object.entries(figures)) metrics[side + capitalised(name)] = figure;
      }
    }
    return metrics;
  }
}

/** Mean of the last tenth of a curve, which a single swing does not move far. */
export function lastLevel(values: readonly number[]): number {
  const last = values.slice(-Math.max(1, Math.ceil(values.length / 10)));
  return last.reduce((sum, value) => sum + value, 0) / last.length;
}

function emptySide(): SideRecord {
  return { values: [], message: undefined, figures: {} };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
