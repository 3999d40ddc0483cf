import type { DialectName, LabEvent } from '../../src/training/protocol.ts';
import type { TableData } from '../charts/data-table.ts';

/** What Keras has as a class and a PyTorch program writes by hand. */
const byHand: Readonly<Record<string, string>> = {
  EarlyStopping: 'early stopping, by hand',
  ModelCheckpoint: 'checkpoint, by hand',
  OwnCallback: 'your condition',
  SimpleProgress: 'progress bar',
};

/** The name of what did something, as its framework has it. */
export function sourceName(dialect: DialectName, source: string): string {
  return dialect === 'torch' ? (byHand[source] ?? source) : source;
}

/** A row for each scheduler and callback, a column for each epoch, and in it what was done. */
export function timelineTable(dialect: DialectName, events: readonly LabEvent[], epochs: number): TableData {
  const sources = [...new Set(events.map(({ source }) => source))];
  const last = Math.max(epochs, ...events.map(({ epoch }) => epoch));
  const rows = sources.map((source) => [
    sourceName(dialect, source),
    ...Array.from({ length: last }, (_, index) =>
      events
        .filter((event) => event.source === source && event.epoch === index + 1)
        .map(({ mark, action }) => (action === 'reduced' ? `↓ ${mark}` : mark))
        .join(', '),
    ),
  ]);
  return { columns: ['Epoch', ...Array.from({ length: last }, (_, index) => String(index + 1))], rows };
}

/** An event in a sentence. */
export function eventText({ epoch, text, value }: LabEvent): string {
  return `Epoch ${epoch}: ${text.replace(/^Epoch \d+: /, '')}${value && ` (${value})`}`;
}
