import { callbackEntries } from '../../src/schedules/callbacks.ts';
import { findSchedule } from '../../src/schedules/catalogue.ts';
import { parameterProblems } from '../../src/schedules/check-parameters.ts';
import type { DialectName, LabSettings } from '../../src/training/protocol.ts';
import { settingsProblems } from '../cnn-trainer/settings-problems.ts';
import { inGroup, type LabProblem } from './lab-form.ts';
import { schedulesOf } from './lab-presets.ts';

/** Everything that keeps a run from beginning; empty when nothing does. */
export function labProblems(lab: LabSettings): readonly LabProblem[] {
  return [
    ...settingsProblems(lab.training).map(({ field, fact, fix }) => ({ group: 'training', field, fact, fix })),
    ...scheduleProblems('torch', lab),
    ...scheduleProblems('keras', lab),
    ...callbackEntries.flatMap(({ name, parameters }) => {
      const values = lab.callbacks[name];
      return values ? inGroup(`callback:${name}`, parameterProblems(parameters, values)) : [];
    }),
    ...missingValidation(lab),
  ];
}

function scheduleProblems(dialect: DialectName, lab: LabSettings): LabProblem[] {
  const settings = dialect === 'torch' ? lab.torchSchedule : lab.kerasSchedule;
  const entry = settings && findSchedule(schedulesOf[dialect], settings.name);
  if (!entry) return [];
  return inGroup(`${dialect}:${entry.name}`, parameterProblems(entry.parameters, settings.values));
}

/** What looks at the validation needs one. */
function missingValidation({ training, torchSchedule, kerasSchedule, callbacks }: LabSettings): LabProblem[] {
  if (training.validationSplit > 0) return [];
  const watchers = [
    ...(torchSchedule?.name === 'ReduceLROnPlateau' || kerasSchedule?.name === 'ReduceLROnPlateau'
      ? ['ReduceLROnPlateau']
      : []),
    ...(['EarlyStopping', 'ModelCheckpoint'] as const).filter((name) =>
      String(callbacks[name]?.monitor).startsWith('val_'),
    ),
  ];
  return watchers.slice(0, 1).map((name) => ({
    group: 'training',
    field: 'validationSplit',
    fact: `${name} looks at the validation, and there is none.`,
    fix: 'Hold out a share, such as 0.2.',
  }));
}
