import type { DialectName } from '../../src/training/protocol.ts';
import { rateText } from '../../src/schedules/rate-text.ts';
import { dialectLabels } from '../experiment/dialect-labels.ts';

/** Keras keeps its rates as float32. */
const RELATIVE_TOLERANCE = 1e-6;

/** Whether the steps of a run had the rates that were drawn ahead of it, in a sentence. */
export function comparison(dialect: DialectName, ahead: readonly number[], run: readonly number[]): string {
  const other = run.findIndex((rate, step) => !isSame(rate, ahead[step] ?? NaN));
  const name = dialectLabels[dialect];
  if (other === -1) return `${name}: all ${run.length.toLocaleString('en')} steps had the rate that was drawn ahead.`;
  const found = `${rateText(run[other] ?? NaN)} instead of ${rateText(ahead[other] ?? NaN)}`;
  return `${name}: from step ${(other + 1).toLocaleString('en')} on the rate was another than drawn ahead, ${found}.`;
}

function isSame(rate: number, ahead: number): boolean {
  return rate === ahead || Math.abs(rate - ahead) <= RELATIVE_TOLERANCE * Math.abs(ahead);
}
