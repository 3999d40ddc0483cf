import { ValueError } from '../errors.ts';
import { warn } from '../printing.ts';
import { Callback } from './callback.ts';
import type { MetricDirection } from './callback-model.ts';

export type MonitorMode = 'auto' | 'min' | 'max';

/** Base of the callbacks that watch one number of the logs and act when it gets better, or does not. */
export class MonitorCallback extends Callback {
  readonly monitor: string;
  readonly mode: MonitorMode;
  /** The best value so far; null before the first one. */
  best: number | null;
  readonly #className: string;
  readonly #minDelta: number;
  #direction: MetricDirection | null = null;

  /** An unknown mode warns and counts as 'auto'. The class name is for messages. */
  constructor(className: string, monitor: string, mode: string, baseline: number | null, minDelta: number) {
    super();
    if (!isMode(mode)) warn(`${className} mode '${mode}' is unknown, fallback to auto mode.`);
    this.#className = className;
    this.monitor = monitor;
    this.mode = isMode(mode) ? mode : 'auto';
    this.best = baseline;
    this.#minDelta = Math.abs(minDelta);
  }

  /**
   * Learns from the metrics of the model, which are there after the first batch, whether larger is better.
   *
   * @throws {ValueError} when the mode is 'auto' and the metric does not say.
   */
  protected learnDirection(): MetricDirection {
    this.#direction ??= this.#findDirection();
    return this.#direction;
  }

  /** Whether `value` is better than `reference` by more than the least difference; Keras compares in float32. */
  protected isImprovement(value: number, reference: number | null): boolean {
    if (reference === null) return true;
    const limit = Math.fround(reference);
    return this.learnDirection() === 'down'
      ? Math.fround(value + this.#minDelta) < limit
      : Math.fround(value - this.#minDelta) > limit;
  }

  #findDirection(): MetricDirection {
    if (this.mode !== 'auto') return this.mode === 'min' ? 'down' : 'up';
    const name = this.monitor.replace(/^val_/, '');
    const direction = this.model.metrics?.find((metric) => metric.name === name)?.direction;
    if (direction) return direction;
    if (name === 'loss') return 'down';
    throw new ValueError(
      `${this.#className} callback received monitor=${this.monitor}, but Keras isn't able to automatically ` +
        "determine whether that metric should be maximized or minimized. Pass `mode='max'` in order to monitor based " +
        "on the highest metric value, or pass `mode='min'` in order to use the lowest value.",
    );
  }
}

function isMode(mode: string): mode is MonitorMode {
  return mode === 'auto' || mode === 'min' || mode === 'max';
}
