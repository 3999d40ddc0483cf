import { describe, expect, test } from 'vitest';
import * as lrScheduler from '../../../src/torch/optim/lr-scheduler/index.ts';
import * as schedules from '../../../src/keras/optimizers/schedules/index.ts';
import { kerasSchedules, torchSchedules } from '../../../src/schedules/catalogue.ts';
import { callbackEntries } from '../../../src/schedules/callbacks.ts';
import { parameterProblems } from '../../../src/schedules/check-parameters.ts';
import { initialValues, parameterText, parseParameter } from '../../../src/schedules/parameter.ts';

const length = { steps: 8, learningRate: 0.01 };
const entries = [...torchSchedules, ...kerasSchedules, ...callbackEntries];

test('the lab offers every scheduler of PyTorch and every schedule of Keras', () => {
  const schedulers = Object.keys(lrScheduler).filter((name) => name !== 'LRScheduler' && name !== 'ZeroDivisionError');
  expect(torchSchedules.map(({ name }) => name).sort()).toEqual(schedulers.sort());
  const classes = Object.keys(schedules).filter((name) => /^[A-Z]/.test(name) && name !== 'LearningRateSchedule');
  expect(kerasSchedules.map(({ name }) => name)).toEqual(expect.arrayContaining(classes));
});

describe.each(entries.map((entry) => [entry.name, entry] as const))('%s', (_, { parameters }) => {
  test.each([1, 2, 8, 10_000])('begins with values that may be, for %d steps', (steps) => {
    expect(parameterProblems(parameters, initialValues(parameters, { ...length, steps }))).toEqual([]);
  });

  test('gives its values as text and reads them again', () => {
    const values = initialValues(parameters, length);
    for (const parameter of parameters) {
      const value = values[parameter.name] ?? expect.fail('no value');
      expect(parseParameter(parameter, parameterText(value))).toEqual(value);
    }
  });
});

test.each([
  ['gamma', NaN, 'gamma is not a number. Use a number from 0.0001 to 2.'],
  ['gamma', 3, 'gamma is 3. Use a number from 0.0001 to 2.'],
  ['step_size', 1.5, 'step_size is 1.5. Use a whole number from 1 to 1000000.'],
  ['step_size', 'two', 'step_size is missing. Choose the schedule again.'],
])('%s: %s is refused', (name, value, problem) => {
  const parameters = torchSchedules.find((entry) => entry.name === 'StepLR')?.parameters ?? [];
  const found = parameterProblems(parameters, { step_size: 2, gamma: 0.5, [name]: value });
  expect(found.map(({ parameter, fact, fix }) => [parameter, `${fact} ${fix}`])).toEqual([[name, problem]]);
});

test('a list needs numbers in their range, and an expression has to be one', () => {
  const of = (entry: string) => entries.find(({ name }) => name === entry)?.parameters ?? [];
  const facts = (entry: string, values: Record<string, string | number | readonly number[]>) =>
    parameterProblems(of(entry), values).map(({ fact }) => fact);
  expect(facts('MultiStepLR', { milestones: [1, 2.5], gamma: 1 })).toEqual(['milestones is 2.5.']);
  expect(facts('MultiStepLR', { milestones: [], gamma: 1 })).toEqual(['milestones has 0 numbers.']);
  expect(facts('LambdaLR', { lr_lambda: 'epoch +' })).toEqual(['The expression ends too early.']);
});
