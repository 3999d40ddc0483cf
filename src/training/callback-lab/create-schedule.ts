import type { ScheduleSettings } from '../../schedules/catalogue.ts';
import * as keras from '../../keras/index.ts';
import { ParameterReader } from './parameter-reader.ts';

const {
  CosineDecay,
  CosineDecayRestarts,
  ExponentialDecay,
  InverseTimeDecay,
  PiecewiseConstantDecay,
  PolynomialDecay,
} = keras.optimizers.schedules;

type Schedule = keras.optimizers.schedules.LearningRateSchedule;

const decay = (read: ParameterReader) => ({
  decaySteps: read.number('decay_steps'),
  decayRate: read.number('decay_rate'),
  staircase: read.flag('staircase'),
});

const creators: Readonly<Record<string, (initialLearningRate: number, read: ParameterReader) => Schedule>> = {
  CosineDecay: (initialLearningRate, read) =>
    new CosineDecay({
      initialLearningRate,
      decaySteps: read.number('decay_steps'),
      alpha: read.number('alpha'),
      ...(read.number('warmup_steps') > 0 && {
        warmupSteps: read.number('warmup_steps'),
        warmupTarget: read.number('warmup_target'),
      }),
    }),
  CosineDecayRestarts: (initialLearningRate, read) =>
    new CosineDecayRestarts({
      initialLearningRate,
      firstDecaySteps: read.number('first_decay_steps'),
      tMul: read.number('t_mul'),
      mMul: read.number('m_mul'),
      alpha: read.number('alpha'),
    }),
  ExponentialDecay: (initialLearningRate, read) => new ExponentialDecay({ initialLearningRate, ...decay(read) }),
  InverseTimeDecay: (initialLearningRate, read) => new InverseTimeDecay({ initialLearningRate, ...decay(read) }),
  PiecewiseConstantDecay: (_, read) => new PiecewiseConstantDecay(read.numbers('boundaries'), read.numbers('values')),
  PolynomialDecay: (initialLearningRate, read) =>
    new PolynomialDecay({
      initialLearningRate,
      decaySteps: read.number('decay_steps'),
      endLearningRate: read.number('end_learning_rate'),
      power: read.number('power'),
      cycle: read.flag('cycle'),
    }),
};

/**
 * The schedule by steps that checked settings describe, or null for what is a callback.
 *
 * @throws {ValueError} and what else its class raises.
 */
export function createSchedule(settings: ScheduleSettings | null, learningRate: number): Schedule | null {
  if (!settings) return null;
  return creators[settings.name]?.(learningRate, new ParameterReader(settings.values)) ?? null;
}

/** The function of a LearningRateScheduler: from the epoch, counted from 0, and the rate so far. */
export function scheduleFunction({ values }: ScheduleSettings): (epoch: number, lr: number) => number {
  const compute = new ParameterReader(values).expression('schedule', ['epoch', 'lr']);
  return (epoch, lr) => Number(compute({ names: { epoch, lr } }));
}
