import { expect } from 'vitest';
import * as lrScheduler from '../../../src/torch/optim/lr-scheduler/index.ts';
import type { SchedulableOptimizer } from '../../../src/torch/optim/lr-scheduler/index.ts';
import { camelCase, decodeScalar, isObject } from './golden-values.ts';

/** A scheduler as its golden describes it: the class of PyTorch and its arguments without the optimizer. */
export interface SchedulerDescription {
  readonly scheduler: string;
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
}

/** The functions that PyTorch was given. */
const FUNCTIONS: Readonly<Record<string, (value: number) => (x: number) => number>> = {
  power: (base) => (x) => base ** x,
  inverse: (slope) => (x) => 1 / (1 + slope * x),
  line: (slope) => (x) => 1 - slope * x,
  floor: (size) => (x) => 0.5 ** Math.floor(x / size),
  constant: (value) => () => value,
};

type SchedulerClass = new (...values: readonly unknown[]) => lrScheduler.LRScheduler;

/** The scheduler that is described, for `optimizer`; those among its arguments are made for it as well. */
export function makeScheduler(
  { scheduler, args, kwargs }: SchedulerDescription,
  optimizer: SchedulableOptimizer,
): lrScheduler.LRScheduler {
  const Scheduler = (lrScheduler as Readonly<Record<string, unknown>>)[scheduler] as SchedulerClass;
  const made = [...args, kwargs].map((value) => makeArgument(value, optimizer));
  return scheduler === 'ChainedScheduler' ? new Scheduler(...made) : new Scheduler(optimizer, ...made);
}

function makeArgument(value: unknown, optimizer: SchedulableOptimizer): unknown {
  if (Array.isArray(value)) return value.map((entry) => makeArgument(entry, optimizer));
  if (isScheduler(value)) return makeScheduler(value, optimizer);
  if (!isObject(value)) return value;
  if ('function' in value) return FUNCTIONS[String(value.function)]?.(Number(value.value));
  const made = Object.entries(value).map(([name, entry]) => [camelCase(name), makeArgument(entry, optimizer)] as const);
  return Object.fromEntries(made);
}

function isScheduler(value: unknown): value is SchedulerDescription {
  return isObject(value) && 'scheduler' in value;
}

/** The limits of OneCycleLR's phases, which are names in the state and not only keys. */
const PHASE_LIMIT = /^(initial|max|min|base)_(lr|momentum)$/;

/** A state as Python saves it, with the names that it has here. */
export function fromPython(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromPython);
  if (typeof value === 'string') return PHASE_LIMIT.test(value) ? camelCase(value) : decodeScalar(value);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [camelCase(name), fromPython(entry)]));
}

/** Holds numbers within a relative `tolerance`, 0 for equality, and all else equal, through lists and records. */
export function expectNumbers(actual: unknown, expected: unknown, tolerance: number, path = 'value'): void {
  if (typeof actual === 'number' && typeof expected === 'number' && Number.isFinite(expected)) {
    expect(Math.abs(actual - expected), `${path}: ${actual}, PyTorch ${expected}`).toBeLessThanOrEqual(
      Math.abs(expected) * tolerance,
    );
  } else if (isContainer(actual) && isContainer(expected)) {
    expect(Object.keys(actual).sort(), path).toEqual(Object.keys(expected).sort());
    const others = new Map(Object.entries(expected));
    for (const [key, entry] of Object.entries(actual)) {
      expectNumbers(entry, others.get(key), tolerance, `${path}.${key}`);
    }
  } else {
    expect(actual, path).toEqual(expected);
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
