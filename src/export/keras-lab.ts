import type { ScheduleSettings } from '../schedules/catalogue.ts';
import type { ParameterValues } from '../schedules/parameter.ts';
import type { LabSettings } from '../training/protocol.ts';
import type { KerasAdditions } from './additions.ts';
import { callLines, keywordArguments } from './python-call.ts';
import { indent } from './python-literals.ts';

/** Schedule and callbacks of a lab, in Keras's own classes. */
export function kerasLab({ training, kerasSchedule, callbacks }: LabSettings): KerasAdditions {
  const isCallback = kerasSchedule?.name === 'LearningRateScheduler' || kerasSchedule?.name === 'ReduceLROnPlateau';
  const schedule = kerasSchedule && !isCallback ? kerasScheduleCode(kerasSchedule, training.learningRate) : [];
  return {
    setUp: [...(callbacks.OwnCallback ? [...ownClass(callbacks.OwnCallback), ''] : []), ...schedule],
    learningRate: schedule.length > 0 ? 'schedule' : null,
    callbacks: callbackList(kerasSchedule, callbacks),
  };
}

function kerasScheduleCode({ name, values }: ScheduleSettings, learningRate: number): string[] {
  const hasWarmUp = Number(values.warmup_steps) > 0;
  const names = Object.keys(values).filter((each) => hasWarmUp || !each.startsWith('warmup_'));
  const initial = name === 'PiecewiseConstantDecay' ? [] : [`initial_learning_rate=${learningRate}`];
  return callLines(
    `keras.optimizers.schedules.${name}`,
    [...initial, ...keywordArguments(values, names)],
    'schedule = ',
  );
}

function callbackList(
  kerasSchedule: ScheduleSettings | null,
  { EarlyStopping, ModelCheckpoint, OwnCallback, SimpleProgress }: LabSettings['callbacks'],
): string[] {
  const of = (name: string, given: readonly string[]) => callLines(`keras.callbacks.${name}`, given).join('\n');
  return [
    ...(kerasSchedule?.name === 'LearningRateScheduler'
      ? [of('LearningRateScheduler', [`lambda epoch, lr: ${String(kerasSchedule.values.schedule)}`])]
      : []),
    ...(kerasSchedule?.name === 'ReduceLROnPlateau'
      ? [of('ReduceLROnPlateau', keywordArguments(kerasSchedule.values))]
      : []),
    ...(EarlyStopping ? [of('EarlyStopping', keywordArguments(EarlyStopping))] : []),
    ...(ModelCheckpoint ? [of('ModelCheckpoint', ['"best.keras"', ...keywordArguments(ModelCheckpoint)])] : []),
    ...(OwnCallback ? ['OwnCallback()'] : []),
    ...(SimpleProgress ? ['SimpleProgress()'] : []),
  ];
}

function ownClass({ condition, action, value }: ParameterValues): string[] {
  const body = {
    stop: ['self.model.stop_training = True'],
    print: [`print(${String(value)})`],
    'set lr': [`self.model.optimizer.learning_rate = ${String(value)}`],
  }[String(action)];
  return [
    'class OwnCallback(keras.callbacks.Callback):',
    ...indent([
      'def on_epoch_end(self, epoch, logs=None):',
      ...indent(['lr = float(self.model.optimizer.learning_rate)', `if ${String(condition)}:`, ...indent(body ?? [])]),
    ]),
  ];
}
