import type { LabSettings, TrainingSettings } from '../../../../src/training/protocol.ts';
import { mnistSettings } from '../../support/settings.ts';

/** A lab without schedules or callbacks, changed by `overrides`. */
export function labSettings(
  training: Partial<TrainingSettings> = {},
  overrides: Partial<Omit<LabSettings, 'training' | 'callbacks'>> = {},
  callbacks: Partial<LabSettings['callbacks']> = {},
): LabSettings {
  return {
    training: mnistSettings(training),
    torchSchedule: null,
    kerasSchedule: null,
    stepAfter: 'epoch',
    schedulerFirst: false,
    ...overrides,
    callbacks: {
      EarlyStopping: null,
      ModelCheckpoint: null,
      OwnCallback: null,
      SimpleProgress: null,
      ...callbacks,
    },
  };
}
