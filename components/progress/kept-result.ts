import type { Metrics } from '../experiment/expectation.ts';
import { isPresetName, type PresetName } from '../experiment/presets.ts';

/** What the reader's browser keeps of an experiment's finished runs: the figures of one, and how many there were. */
export interface KeptResult {
  /** The experiment's heading. */
  readonly title: string;
  readonly preset: PresetName;
  /** '' for an experiment that computes on none. */
  readonly backend: string;
  readonly metrics: Metrics;
  /** Whether the run reached what its preset asks; null where nothing is asked of it, or of other settings. */
  readonly isMet: boolean | null;
  /** When the run ended, as ISO 8601. */
  readonly date: string;
  readonly runs: number;
}

/** More than any experiment has. */
const MOST_METRICS = 60;

/** What is kept after one more run: its figures, unless they miss what an earlier run has reached. */
export function withRun(earlier: KeptResult | null, run: Omit<KeptResult, 'runs'>): KeptResult {
  const runs = (earlier?.runs ?? 0) + 1;
  if (earlier?.isMet === true && run.isMet !== true) return { ...earlier, runs };
  const figures = Object.entries(run.metrics).filter(([, value]) => Number.isFinite(value));
  return { ...run, metrics: Object.fromEntries(figures.slice(0, MOST_METRICS)), runs };
}

/** @returns null for what is not ours: anybody can write into a browser's storage. */
export function readKeptResult(text: string): KeptResult | null {
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof kept !== 'object' || kept === null) return null;
  if (!('title' in kept && 'preset' in kept && 'backend' in kept && 'metrics' in kept)) return null;
  if (!('isMet' in kept && 'date' in kept && 'runs' in kept)) return null;
  const { title, preset, backend, metrics, isMet, date, runs } = kept;
  if (typeof title !== 'string' || typeof preset !== 'string' || !isPresetName(preset)) return null;
  if (typeof backend !== 'string' || !isMetrics(metrics) || !(isMet === null || typeof isMet === 'boolean'))
    return null;
  if (typeof date !== 'string' || Number.isNaN(Date.parse(date))) return null;
  if (typeof runs !== 'number' || !Number.isInteger(runs)) return null;
  return { title, preset, backend, metrics, isMet, date, runs };
}

function isMetrics(value: unknown): value is Metrics {
  return typeof value === 'object' && value !== null && Object.values(value).every(Number.isFinite);
}
