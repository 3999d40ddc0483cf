import { describe, expect, it } from 'vitest';
import { NotImplementedError, ValueError } from '../../../src/keras/errors.ts';
import { getOptimizer } from '../../../src/keras/optimizers/get-optimizer.ts';
import * as schedules from '../../../src/keras/optimizers/schedules/index.ts';
import { SGD } from '../../../src/keras/optimizers/sgd.ts';
import { readCases, type GoldenCase } from '../support/golden-cases.ts';
import { camelCase, expectValue, type Json } from '../support/golden-values.ts';

interface ScheduleCase extends GoldenCase {
  readonly class: Extract<keyof typeof schedules, `${string}Decay` | 'CosineDecayRestarts'>;
  readonly arguments: readonly Json[];
  readonly keywords: Readonly<Record<string, Json>>;
  readonly tolerance: number;
  readonly steps: readonly number[];
  readonly rates: readonly number[];
  readonly config: Readonly<Record<string, Json>>;
  readonly error?: 'TypeError' | 'ValueError';
}

const cases = readCases('keras', 'schedules') as readonly ScheduleCase[];

function create(golden: ScheduleCase): schedules.LearningRateSchedule {
  const keywords = Object.entries(golden.keywords).map(([name, value]) => [camelCase(name), value] as const);
  const named = keywords.length > 0 ? [Object.fromEntries(keywords)] : [];
  return Reflect.construct(schedules[golden.class], [...golden.arguments, ...named]) as schedules.LearningRateSchedule;
}

describe('learning-rate schedules give what Keras gives', () => {
  it.each(cases.map((golden) => [golden.name, golden] as const))('%s', (_, golden) => {
    if (golden.error) {
      expect(() => create(golden)).toThrow(golden.error === 'ValueError' ? ValueError : TypeError);
      return;
    }
    const schedule = create(golden);
    golden.steps.forEach((step, index) => {
      // Relative to this rate, and not to the largest: a float32 has 24 bits at every size.
      const rate = golden.rates[index] ?? NaN;
      const difference = Math.abs(schedule.call(step) - rate);
      expect(difference, `step ${step}`).toBeLessThanOrEqual(golden.tolerance * Math.abs(rate));
    });
    expectValue(schedule.getConfig(), golden.config, 0, 'config');
  });

  it('builds a schedule again from its serialized form', () => {
    const schedule = new schedules.CosineDecay(0.1, 30, { warmupTarget: 0.2, warmupSteps: 5 });
    const serialized = schedules.serialize(schedule);
    expect(serialized.className).toBe('CosineDecay');
    const again = schedules.deserialize(serialized);
    expect(again.call(3)).toBe(schedule.call(3));
    expect(again.call(20)).toBe(schedule.call(20));
  });

  it('builds an optimizer again with its schedule', () => {
    const optimizer = new SGD(new schedules.ExponentialDecay(0.1, 2, 0.5), { momentum: 0.9 });
    const again = getOptimizer({ className: 'SGD', config: optimizer.getConfig() });
    again.iterations = 2;
    expect(again.learningRate).toBe(Math.fround(0.05));
  });

  it('refuses the serialized form of an unknown class', () => {
    expect(() => schedules.deserialize({ className: 'Stairs', config: {} })).toThrow(ValueError);
  });

  it('asks a subclass for its configuration', () => {
    class Halved extends schedules.LearningRateSchedule {
      override call(step: number): number {
        return 0.1 / (step + 1);
      }
    }
    expect(new Halved().call(1)).toBeCloseTo(0.05);
    expect(() => new Halved().getConfig()).toThrow(NotImplementedError);
  });
});
