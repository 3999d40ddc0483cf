import type { LabAction, LabEvent } from '../callback-lab-protocol.ts';
import type { DialectName, TrainingReport } from '../protocol.ts';

/** As often as an eye can follow. */
const REPORT_INTERVAL_MILLISECONDS = 100;

interface JournalOptions {
  readonly runId: number;
  readonly dialect: DialectName;
  readonly report: (report: TrainingReport) => void;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
}

/** What one dialect's schedulers and callbacks do in a run, told a few times a second. */
export class LabJournal {
  /** The epoch that goes on, counted from 1. */
  epoch = 1;
  /** The figures at the end of the epoch, as callbacks see them. */
  logs: Readonly<Record<string, number>> = {};
  readonly #options: JournalOptions;
  #rates: number[] = [];
  #events: LabEvent[] = [];
  #toldAt = -Infinity;

  constructor(options: JournalOptions) {
    this.#options = options;
  }

  /** Notes the learning rate of the step that begins. */
  step(rate: number): void {
    this.#rates.push(rate);
    if (this.#options.now() - this.#toldAt >= REPORT_INTERVAL_MILLISECONDS) this.tell();
  }

  /** @param monitor the figure that it looked at. */
  note(source: string, action: LabAction, mark: string, text: string, monitor: string | null = null): void {
    this.#events.push({ source, action, epoch: this.epoch, mark, text, value: this.#valueOf(monitor) });
  }

  /** Sends what came together. */
  tell(): void {
    const { runId, dialect, report, now } = this.#options;
    this.#toldAt = now();
    if (this.#rates.length === 0 && this.#events.length === 0) return;
    report({ type: 'lab', runId, dialect, rates: this.#rates, events: this.#events });
    this.#rates = [];
    this.#events = [];
  }

  #valueOf(monitor: string | null): string {
    const value = monitor === null ? undefined : this.logs[monitor];
    return value === undefined ? '' : `${monitor} ${value.toFixed(4)}`;
  }
}
