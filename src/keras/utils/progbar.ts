import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { writeToConsole, type Write } from '../printing.ts';
import { formatExponential, formatFixed } from '../python-format.ts';

/** A metric and its value. */
export type NamedValue = readonly [name: string, value: number];

interface ProgbarParameters {
  /** Steps in all; null when unknown. */
  readonly target?: number | null;
  /** Characters of the bar. */
  readonly width?: number;
  /** 0 silent, 1 a bar that is drawn over itself, 2 one line at the end. */
  readonly verbose?: number;
  /** Seconds after which the bar is drawn again at the earliest. */
  readonly interval?: number;
  /** Metrics of which the last value is shown; of all others the mean over the steps. */
  readonly statefulMetrics?: readonly string[] | null;
  /** In place of `statefulMetrics`: the metrics of which the mean is shown; of all others the last value. */
  readonly statelessMetrics?: readonly string[] | null;
  /** What a step is called. */
  readonly unitName?: string;
  /** Gets the text as a terminal does. */
  readonly write?: Write;
  /** Time in seconds. */
  readonly clock?: () => number;
}

const NAMES = ['target', 'width', 'verbose', 'interval', 'statefulMetrics', 'statelessMetrics', 'unitName'] as const;

interface UpdateParameters {
  readonly values?: readonly NamedValue[] | null;
  /** Whether this is the last update; unless given, when all steps are done. */
  readonly finalize?: boolean | null;
}

const HOUR = 3600;
const MINUTE = 60;

/** A piece of text, and how much of it does not show: the codes of a terminal's colours. */
interface Piece {
  readonly text: string;
  readonly hidden: number;
}

/** A sum of values and how many steps they are of. */
type Mean = readonly [sum: number, steps: number];

/**
 * A progress bar as Keras draws it in a terminal, with metrics behind it.
 *
 * @throws {ValueError} when both kinds of metrics are given.
 * @source https://keras.io/api/utils/python_utils/#progbar-class
 */
export class Progbar {
  target: number | null;
  readonly #width: number;
  readonly #verbose: number;
  readonly #interval: number;
  readonly #unitName: string;
  readonly #isAveraged: (name: string) => boolean;
  readonly #write: Write;
  readonly #clock: () => number;
  readonly #start: number;
  readonly #values = new Map<string, Mean>();
  #seen = 0;
  #lastUpdate = 0;
  #timeAfterFirstStep: number | null = null;
  #previousWidth = 0;

  constructor(...values: Arguments<ProgbarParameters, typeof NAMES>) {
    const bound = bindArguments<ProgbarParameters>(NAMES, values);
    const { statefulMetrics: stateful = null, statelessMetrics: stateless = null } = bound;
    if (stateful && stateless) throw new ValueError('Pass only one of `statefulMetrics` and `statelessMetrics`.');
    this.target = bound.target ?? null;
    this.#width = bound.width ?? 20;
    this.#verbose = bound.verbose ?? 1;
    this.#interval = bound.interval ?? 0.05;
    this.#unitName = bound.unitName ?? 'step';
    this.#isAveraged = (name) => (stateless ? stateless.includes(name) : !stateful?.includes(name));
    this.#write = bound.write ?? writeToConsole;
    this.#clock = bound.clock ?? (() => Date.now() / 1000);
    this.#start = this.#clock();
  }

  /** @param current steps done. */
  update(current: number, ...values: Arguments<UpdateParameters, readonly ['values', 'finalize']>): void {
    const bound = bindArguments<UpdateParameters>(['values', 'finalize'], values);
    const finalize = bound.finalize ?? (this.target !== null && current >= this.target);
    for (const [name, value] of bound.values ?? []) this.#include(name, value, current, finalize);
    this.#seen = current;
    const now = this.#clock();
    const timePerStep = this.#estimateStepDuration(current, now);
    if (this.#verbose === 1) {
      if (now - this.#lastUpdate < this.#interval && !finalize) return;
      this.#draw(current, now, timePerStep, finalize);
    } else if (this.#verbose === 2 && finalize && this.target) {
      const elapsed = formatFixed(now - this.#start, 0);
      const count = `${padCount(current, this.target)}/${this.target}`;
      this.#write(`${count} - ${elapsed}s -${formatTime(timePerStep, this.#unitName)}${this.#metrics(false)}\n`);
    }
    this.#lastUpdate = now;
  }

  /** As `update`, for `steps` more. */
  add(steps: number, ...values: Arguments<UpdateParameters, readonly ['values']>): void {
    const { values: named = [] } = bindArguments<UpdateParameters>(['values'], values);
    this.update(this.#seen + steps, { values: named });
  }

  #include(name: string, value: number, current: number, finalize: boolean): void {
    const steps = Math.max(current - this.#seen, 1);
    const [sum, count] = this.#isAveraged(name) && !finalize ? (this.#values.get(name) ?? [0, 0]) : [0, 0];
    this.#values.set(name, this.#isAveraged(name) && !finalize ? [sum + value * steps, count + steps] : [value, 1]);
  }

  #draw(current: number, now: number, timePerStep: number, finalize: boolean): void {
    const bar = this.target
      ? drawBar(current, this.target, this.#width)
      : { text: `${padLeft(current, 7)}/Unknown`, hidden: 0 };
    const seconds =
      this.target && !finalize
        ? formatRemaining(timePerStep * (this.target - current))
        : `${formatFixed(now - this.#start, 0)}s`;
    const info = ` ${bold(seconds)}${formatTime(timePerStep, this.#unitName)}${this.#metrics(true)}`;
    const hidden = bar.hidden + bold('').length;
    const width = bar.text.length + info.length - hidden;
    const erased = ' '.repeat(Math.max(0, this.#previousWidth - width));
    const back = `${'\b'.repeat(this.#previousWidth)}\r`;
    this.#write(back + bar.text + info + erased + (finalize ? '\n' : ''));
    this.#previousWidth = width;
  }

  #metrics(byMagnitude: boolean): string {
    const formatted = [...this.#values].map(([name, [sum, steps]]) => {
      const value = sum / Math.max(1, steps);
      const isLarge = (byMagnitude ? Math.abs(value) : value) > 1e-3;
      return ` - ${name}: ${isLarge ? formatFixed(value, 4) : formatExponential(value, 4)}`;
    });
    return formatted.join('');
  }

  /** Seconds a step, without the first one where there are more: it is slower than the others. */
  #estimateStepDuration(current: number, now: number): number {
    if (current === 0) return 0;
    const duration =
      this.#timeAfterFirstStep !== null && current > 1
        ? (now - this.#timeAfterFirstStep) / (current - 1)
        : (now - this.#start) / current;
    if (current === 1) this.#timeAfterFirstStep = now;
    return duration;
  }
}

function drawBar(current: number, target: number, width: number): Piece {
  const done = Math.trunc(width * (current / target));
  const count = `${bold(`${padCount(current, target)}/${target}`)} `;
  const doneBar = done > 0 ? `\x1b[32m${'━'.repeat(done)}\x1b[0m` : '';
  const leftBar = `\x1b[37m${'━'.repeat(Math.max(0, width - done))}\x1b[0m`;
  const codes = bold('').length + (done > 0 ? 2 : 1) * '\x1b[37m\x1b[0m'.length;
  return { text: count + doneBar + leftBar, hidden: codes };
}

function bold(text: string): string {
  return `\x1b[1m${text}\x1b[0m`;
}

function padCount(current: number, target: number): string {
  return padLeft(current, String(target).length);
}

function padLeft(number: number, width: number): string {
  return String(number).padStart(width);
}

function formatRemaining(seconds: number): string {
  const whole = Math.trunc(seconds);
  const two = (number: number) => String(number).padStart(2, '0');
  if (seconds > HOUR) {
    return `${Math.floor(whole / HOUR)}:${two(Math.floor((whole % HOUR) / MINUTE))}:${two(whole % MINUTE)}`;
  }
  return seconds > MINUTE ? `${Math.floor(whole / MINUTE)}:${two(whole % MINUTE)}` : `${whole}s`;
}

function formatTime(secondsPerStep: number, unit: string): string {
  if (secondsPerStep >= 1 || secondsPerStep === 0) return ` ${formatFixed(secondsPerStep, 0)}s/${unit}`;
  if (secondsPerStep >= 1e-3) return ` ${formatFixed(secondsPerStep * 1e3, 0)}ms/${unit}`;
  return ` ${formatFixed(secondsPerStep * 1e6, 0)}us/${unit}`;
}
