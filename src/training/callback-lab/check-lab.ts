import * as z from 'zod/mini';
import { callbackEntries, type CallbackName, type CallbackSettings } from '../../schedules/callbacks.ts';
import { findSchedule, kerasSchedules, torchSchedules, type ScheduleEntry } from '../../schedules/catalogue.ts';
import type { ScheduleSettings } from '../../schedules/catalogue.ts';
import { parameterProblems } from '../../schedules/check-parameters.ts';
import type { Parameter, ParameterValues } from '../../schedules/parameter.ts';
import type { LabSettings } from '../callback-lab-protocol.ts';
import { checkSettings } from '../check-settings.ts';
import { TrainingError } from '../training-error.ts';

const values = z.record(
  z.string(),
  z.union([z.number(), z.nan(), z.boolean(), z.string(), z.array(z.union([z.number(), z.nan()]))]),
);
const schedule = z.nullable(z.object({ name: z.string(), values }));
const optional = z.nullable(values);

const labSchema = z.object({
  training: z.unknown(),
  torchSchedule: schedule,
  kerasSchedule: schedule,
  stepAfter: z.enum(['epoch', 'batch']),
  schedulerFirst: z.boolean(),
  callbacks: z.object({
    EarlyStopping: optional,
    ModelCheckpoint: optional,
    OwnCallback: optional,
    SimpleProgress: optional,
  }),
});

/**
 * Checks everything that can be known of a run of the lab before it begins.
 *
 * @throws {TrainingError} of kind `settings` or `network`, for the first thing that is wrong.
 */
export function checkLab(candidate: unknown): LabSettings {
  const parsed = labSchema.safeParse(candidate);
  if (!parsed.success) {
    throw refusal(`The settings of the lab cannot be read at “${parsed.error.issues[0]?.path.join('.') ?? ''}”.`);
  }
  const { training, ...lab } = parsed.data;
  checkSchedule(torchSchedules, lab.torchSchedule);
  checkSchedule(kerasSchedules, lab.kerasSchedule);
  checkCallbacks(lab.callbacks);
  return { training: checkSettings(training), ...lab };
}

function checkSchedule(entries: readonly ScheduleEntry[], settings: ScheduleSettings | null): void {
  if (!settings) return;
  const entry = findSchedule(entries, settings.name);
  if (!entry) throw refusal(`There is no schedule “${settings.name.slice(0, 40)}”.`);
  checkValues(entry.name, entry.parameters, settings.values);
}

function checkCallbacks(callbacks: CallbackSettings): void {
  for (const { name, parameters } of callbackEntries) {
    const values: ParameterValues | null = callbacks[name satisfies CallbackName];
    if (values) checkValues(name, parameters, values);
  }
}

function checkValues(owner: string, parameters: readonly Parameter[], values: ParameterValues): void {
  const [problem] = parameterProblems(parameters, values);
  if (problem) throw new TrainingError({ kind: 'settings', message: `${owner}: ${problem.fact}`, fix: problem.fix });
}

function refusal(message: string): TrainingError {
  return new TrainingError({ kind: 'settings', message, fix: 'Change it, or restore the preset.' });
}
