import { callbackEntries, type CallbackSettings } from '../../src/schedules/callbacks.ts';
import { findSchedule, type ScheduleSettings } from '../../src/schedules/catalogue.ts';
import { parameterText, parseParameter, type Parameter, type ParameterValues } from '../../src/schedules/parameter.ts';
import type { DialectName, LabSettings } from '../../src/training/protocol.ts';
import { ShareLinkError } from '../experiment/share-link.ts';
import { parseTraining, trainingFields, trainingText } from './lab-form.ts';
import { labProblems } from './lab-problems.ts';
import { schedulesOf } from './lab-presets.ts';

const dialectKeys: Readonly<Record<DialectName, string>> = { torch: 't', keras: 'k' };

/** The settings as the short keys and values of a share link. */
export function writeSharedLab(lab: LabSettings): ReadonlyMap<string, string> {
  return new Map([
    ...trainingFields.map(({ name, key }) => [key, trainingText(lab.training, name)] as const),
    ...writeGroup('t', lab.torchSchedule?.name ?? '', lab.torchSchedule?.values ?? {}),
    ...writeGroup('k', lab.kerasSchedule?.name ?? '', lab.kerasSchedule?.values ?? {}),
    ['after', lab.stepAfter],
    ['first', lab.schedulerFirst ? 'scheduler' : 'optimizer'],
    ...callbackEntries.flatMap(({ name }) => {
      const values = lab.callbacks[name];
      return values ? writeGroup(name, 'on', values) : [];
    }),
  ]);
}

/**
 * Reads what {@link writeSharedLab} wrote.
 *
 * @param preset for what a link does not hold.
 * @throws {ShareLinkError} when a value is missing, unknown or out of its range.
 */
export function readSharedLab(values: ReadonlyMap<string, string>, preset: LabSettings): LabSettings {
  const keys = new Map<string, string>(trainingFields.map(({ name, key }) => [name, key]));
  const text = (key: string) => values.get(key) ?? '';
  requireChoice(text('style'), ['torch', 'keras', 'both'], 'style');
  requireChoice(text('data'), ['mnist', 'fashion-mnist'], 'data set');
  requireChoice(text('opt'), ['adam', 'sgd'], 'optimizer');
  requireChoice(text('after'), ['epoch', 'batch'], 'place for scheduler.step()');
  requireChoice(text('first'), ['optimizer', 'scheduler'], 'order of the steps');
  const lab: LabSettings = {
    training: parseTraining((field) => text(keys.get(field) ?? ''), preset.training),
    torchSchedule: readSchedule('torch', values),
    kerasSchedule: readSchedule('keras', values),
    stepAfter: text('after') === 'batch' ? 'batch' : 'epoch',
    schedulerFirst: text('first') === 'scheduler',
    callbacks: readCallbacks(values),
  };
  const [problem] = labProblems(lab);
  if (problem) throw new ShareLinkError(`The link to this lab has a setting that cannot be: ${problem.fact}`);
  return lab;
}

function requireChoice(value: string, choices: readonly string[], what: string): void {
  if (!choices.includes(value)) throw new ShareLinkError(`The link to this lab names no ${what} that exists.`);
}

function writeGroup(key: string, value: string, values: ParameterValues): (readonly [string, string])[] {
  const parameters = Object.entries(values).map(([name, each]) => [`${key}.${name}`, parameterText(each)] as const);
  return [[key, value], ...parameters];
}

function readGroup(
  key: string,
  parameters: readonly Parameter[],
  values: ReadonlyMap<string, string>,
): ParameterValues {
  return Object.fromEntries(
    parameters.map((parameter) => [
      parameter.name,
      parseParameter(parameter, values.get(`${key}.${parameter.name}`) ?? ''),
    ]),
  );
}

function readSchedule(dialect: DialectName, values: ReadonlyMap<string, string>): ScheduleSettings | null {
  const key = dialectKeys[dialect];
  const name = values.get(key);
  if (name === '') return null;
  const entry = findSchedule(schedulesOf[dialect], name ?? '');
  if (!entry) throw new ShareLinkError('The link to this lab names no schedule that exists.');
  return { name: entry.name, values: readGroup(key, entry.parameters, values) };
}

function readCallbacks(values: ReadonlyMap<string, string>): CallbackSettings {
  const of = (name: keyof CallbackSettings) => {
    const entry = callbackEntries.find((each) => each.name === name);
    return entry && values.get(name) === 'on' ? readGroup(name, entry.parameters, values) : null;
  };
  return {
    EarlyStopping: of('EarlyStopping'),
    ModelCheckpoint: of('ModelCheckpoint'),
    OwnCallback: of('OwnCallback'),
    SimpleProgress: of('SimpleProgress'),
  };
}
