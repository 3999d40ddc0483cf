import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { kerasSchedules, torchSchedules, type ScheduleSettings } from '../../../../src/schedules/catalogue.ts';
import { initialValues } from '../../../../src/schedules/parameter.ts';
import { drawSchedules } from '../../../../src/training/callback-lab/draw-schedules.ts';
import { labSettings } from './settings.ts';

/** 8 epochs of one batch each, so that a step of the scheduler is a step of the training. */
const oneBatch = { trainImages: 50, batchSize: 50, validationSplit: 0, epochs: 8, learningRate: 0.1 };

test.each(torchSchedules.map((entry) => [entry.name, entry] as const))('draws %s', (name, { parameters, counts }) => {
  const values = initialValues(parameters, { steps: 8, learningRate: 0.1 });
  const stepAfter = counts === 'batches' ? 'batch' : 'epoch';
  const lab = labSettings(oneBatch, { torchSchedule: { name, values }, stepAfter });
  const { rates, error, warnings, intended } = drawSchedules(lab).torch;
  expect(error).toBeNull();
  expect(warnings).toEqual([]);
  expect(intended).toBeNull();
  expect(rates).toHaveLength(8);
  expect(rates.every((rate) => rate >= 0 && rate < 10)).toBe(true);
  if (name !== 'ReduceLROnPlateau') expect(new Set(rates).size).toBeGreaterThan(1);
});

test.each(kerasSchedules.map((entry) => [entry.name, entry] as const))('draws %s', (name, { parameters }) => {
  const values = initialValues(parameters, { steps: 8, learningRate: 0.1 });
  const { rates, error } = drawSchedules(labSettings(oneBatch, { kerasSchedule: { name, values } })).keras;
  expect(error).toBeNull();
  expect(rates).toHaveLength(8);
  if (name !== 'ReduceLROnPlateau') expect(new Set(rates).size).toBeGreaterThan(1);
});

interface LoopGolden {
  readonly name: string;
  readonly tolerance: number;
  readonly schedule: ScheduleSettings;
  readonly step_after: 'epoch' | 'batch';
  readonly scheduler_first: boolean;
  readonly learning_rate: number;
  readonly epochs: number;
  readonly batches: number;
  readonly rates: readonly number[];
  readonly warnings: number;
  readonly error: string | null;
}

const file = new URL('../../../fixtures/torch/schedule_loops.json', import.meta.url);
const { cases: loops } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly LoopGolden[] };

/** A loop of real PyTorch has these rates, warnings and errors: tests/judges/torch_cases/schedule_loops.py. */
test.each(loops.map((golden) => [golden.name, golden] as const))('%s', (_, golden) => {
  const { epochs, batches, learning_rate: learningRate, tolerance } = golden;
  const training = { trainImages: 50 * batches, batchSize: 50, validationSplit: 0, epochs, learningRate };
  const lab = labSettings(training, {
    torchSchedule: golden.schedule,
    stepAfter: golden.step_after,
    schedulerFirst: golden.scheduler_first,
  });
  const { rates, warnings, error } = drawSchedules(lab).torch;
  expect(rates).toHaveLength(golden.rates.length);
  rates.forEach((rate, step) => {
    const expected = golden.rates[step] ?? NaN;
    expect(Math.abs(rate - expected), `step ${step}: ${rate}, PyTorch ${expected}`).toBeLessThanOrEqual(
      Math.abs(expected) * tolerance,
    );
  });
  expect(error?.split(':')[0] ?? null).toBe(golden.error);
  expect(warnings).toHaveLength(golden.warnings);
});

describe('the two mistakes', () => {
  const torchSchedule = { name: 'StepLR', values: { step_size: 1, gamma: 0.5 } };
  /** 3 epochs of 4 batches. */
  const training = { trainImages: 200, batchSize: 50, validationSplit: 0, epochs: 3, learningRate: 0.8 };
  const perEpoch = [0.8, 0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.4, 0.2, 0.2, 0.2, 0.2];

  test('as it is meant, nothing is to compare', () => {
    const drawn = drawSchedules(labSettings(training, { torchSchedule })).torch;
    expect(drawn.rates).toEqual(perEpoch);
    expect(drawn.intended).toBeNull();
  });

  test('stepped at each batch, the rate falls four times as fast', () => {
    const drawn = drawSchedules(labSettings(training, { torchSchedule, stepAfter: 'batch' })).torch;
    expect(drawn.rates).toEqual(perEpoch.map((_, step) => 0.8 * 0.5 ** step));
    expect(drawn.intended).toEqual(perEpoch);
    expect(drawn.warnings).toEqual([]);
  });

  test('stepped before the optimizer, the first rate is skipped, and PyTorch warns', () => {
    const drawn = drawSchedules(labSettings(training, { torchSchedule, schedulerFirst: true })).torch;
    expect(drawn.rates).toEqual(perEpoch.map((rate) => rate / 2));
    expect(drawn.intended).toEqual(perEpoch);
    expect(drawn.warnings).toHaveLength(1);
    expect(drawn.warnings[0]).toContain('before `optimizer.step()`');
  });

  test('a cycle that is stepped too often ends with the error of its class', () => {
    const values = { max_lr: 0.1, total_steps: 4, pct_start: 0.5, anneal_strategy: 'cos', cycle_momentum: true };
    const cycle = {
      name: 'OneCycleLR',
      values: { ...values, div_factor: 25, final_div_factor: 1e4, three_phase: false },
    };
    const drawn = drawSchedules(labSettings(training, { torchSchedule: cycle, stepAfter: 'batch' })).torch;
    expect(drawn.rates).toHaveLength(5);
    expect(drawn.error).toContain('ValueError: Tried to step 5 times');
  });
});

test('a plateau waits for the run', () => {
  const values = { factor: 0.1, patience: 1, threshold: 0, cooldown: 0, min_lr: 0 };
  const torchSchedule = { name: 'ReduceLROnPlateau', values };
  expect(drawSchedules(labSettings(oneBatch, { torchSchedule })).torch).toMatchObject({
    awaitsRun: true,
    rates: new Array(8).fill(0.1),
  });
});

test('a function that raises is drawn up to there', () => {
  const kerasSchedule = { name: 'LearningRateScheduler', values: { schedule: '0.1 / (2 - epoch)' } };
  const { rates, error } = drawSchedules(labSettings(oneBatch, { kerasSchedule })).keras;
  expect(rates).toHaveLength(2);
  expect(error).toBe('ZeroDivisionError: division by zero.');
});
