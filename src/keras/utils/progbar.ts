import type { Write } from '../printing.ts';
import { formatExponential, formatFixed } from '../python-format.ts';

/** A metric and its value for the last step. */
export type NamedValue = readonly [name: string, value: number];

interface ProgbarParameters {
  /** Steps in all; null when unknown. */
  readonly target: number | null;
  /** 0 silent, 1 a bar that is drawn over itself, 2 one line at the end. */
  readonly verbose: number;
  readonly write: Write;
  /** Time in seconds. */
  readonly clock: () => number;
}

const WIDTH = 20;
/** The bar is drawn again after so many seconds at the earliest. */
const INTERVAL = 0.05;
const HOUR = 3600;
const MINUTE = 60;

/** A piece of text, and how much of it does not show: the codes of a terminal's colours. */
interface Piece {
  readonly text: string;
  readonly hidden: number;
}

/**
 * A progress bar as Keras draws it in a terminal, with the values of the last step behind it.
 *
 * @source https://keras.io/api/utils/python_utils/#progbar-class
 */
export class Progbar {
  target: number | null;
  readonly #verbose: number;
  readonly #write: Write;
  readonly #clock: () => number;
  readonly #start: number;
  readonly #values = new Map<string, number>();
  #lastUpdate = 0;
  #timeAfterFirstStep: number | null = null;
  #previousWidth = 0;

  constructor({ target, verbose, write, clock }: ProgbarParameters) {
    this.target = target;
    this.#verbose = verbose;
    this.#write = write;
    this.#clock = clock;
    this.#start = clock();
  }

  /** @param current steps done. */
  update(current: number, values: readonly NamedValue[], finalize: boolean): void {
    for (const [name, value] of values) this.#values.set(name, value);
    const now = this.#clock();
    const timePerStep = this.#estimateStepDuration(current, now);
    if (this.#verbose === 1) {
      if (now - this.#lastUpdate < INTERVAL && !finalize) return;
      this.#draw(current, now, timePerStep, finalize);
    } else if (this.#verbose === 2 && finalize && this.target) {
      const elapsed = formatFixed(now - this.#start, 0);
      const count = `${padCount(current, this.target)}/${this.target}`;
      this.#write(`${count} - ${elapsed}s -${formatTime(timePerStep)}${this.#metrics(false)}\n`);
    }
    this.#lastUpdate = now;
  }

  #draw(current: number, now: number, timePerStep: number, finalize: boolean): void {
    const bar = this.target ? drawBar(current, this.target) : { text: `${padLeft(current, 7)}/Unknown`, hidden: 0 };
    const seconds =
      this.target && !finalize
        ? formatRemaining(timePerStep * (this.target - current))
        : `${formatFixed(now - this.#start, 0)}s`;
    const info = ` ${bold(seconds)}${formatTime(timePerStep)}${this.#metrics(true)}`;
    const hidden = bar.hidden + bold('').length;
    const width = bar.text.length + info.length - hidden;
    const erased = ' '.repeat(Math.max(0, this.#previousWidth - width));
    const back = `${'\b'.repeat(this.#previousWidth)}\r`;
    this.#write(back + bar.text + info + erased + (finalize ? '\n' : ''));
    this.#previousWidth = width;
  }

  #metrics(byMagnitude: boolean): string {
    const formatted = [...this.#values].map(([name, value]) => {
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

function drawBar(current: number, target: number): Piece {
  const done = Math.trunc(WIDTH * (current / target));
  const count = `${bold(`${padCount(current, target)}/${target}`)} `;
  const doneBar = done > 0 ? `\x1b[32m${'━'.repeat(done)}\x1b[0m` : '';
  const leftBar = `\x1b[37m${'━'.repeat(WIDTH - done)}\x1b[0m`;
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

function formatTime(secondsPerStep: number): string {
  if (secondsPerStep >= 1 || secondsPerStep === 0) return ` ${formatFixed(secondsPerStep, 0)}s/step`;
  if (secondsPerStep >= 1e-3) return ` ${formatFixed(secondsPerStep * 1e3, 0)}ms/step`;
  return ` ${formatFixed(secondsPerStep * 1e6, 0)}us/step`;
}
