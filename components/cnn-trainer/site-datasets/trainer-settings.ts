import { datasets, tables } from '../../../src/datasets/registry.ts';
import type { SiteDataset } from '../../../src/datasets/site/description.ts';
import type { DatasetChoice, TrainingSettings } from '../../../src/training/protocol.ts';
import type { PresetName } from '../../experiment/presets.ts';
import { presetSettings, type DialectChoice, type PresetSettings } from '../settings-presets.ts';

/** Settings as a chapter writes them: the data set by its name, whether it is the course's or of `content/data`. */
export type TrainerSettings = { readonly dataset?: string } & Partial<Omit<TrainingSettings, 'dataset'>>;

/** A name that is that of no data set. */
export class UnknownDatasetError extends Error {
  override readonly name = 'UnknownDatasetError';
  readonly fact: string;
  readonly fix: string;

  constructor(name: string) {
    const fact = `There is no data set “${name}”.`;
    const known = [...Object.keys(datasets), ...Object.keys(tables)].join(', ');
    const fix = `Name one of ${known}, or a folder of content/data that “npm run data -- ${name}” can build.`;
    super(`${fact} ${fix}`);
    this.fact = fact;
    this.fix = fix;
  }
}

/**
 * Settings of every preset of a trainer, as a chapter writes them.
 *
 * @throws {UnknownDatasetError} when a data set is named that there is none of.
 */
export function trainerPresets(
  dialects: DialectChoice,
  settings: TrainerSettings = {},
  presets: Readonly<Partial<Record<PresetName, TrainerSettings>>> = {},
  siteDatasets: readonly SiteDataset[],
): PresetSettings {
  const found = (each: TrainerSettings = {}) => withDataset(each, siteDatasets);
  return presetSettings(dialects, found(settings), {
    quick: found(presets.quick),
    standard: found(presets.standard),
    full: found(presets.full),
  });
}

function withDataset(
  { dataset: name, ...settings }: TrainerSettings,
  siteDatasets: readonly SiteDataset[],
): Partial<TrainingSettings> {
  return name === undefined ? settings : { ...settings, dataset: findDataset(name, siteDatasets) };
}

function findDataset(name: string, siteDatasets: readonly SiteDataset[]): DatasetChoice {
  if (isCourseName(name)) return name;
  const found = siteDatasets.find((dataset) => dataset.name === name);
  if (found) return found;
  throw new UnknownDatasetError(name);
}

function isCourseName(name: string): name is keyof typeof datasets | keyof typeof tables {
  return Object.hasOwn(datasets, name) || Object.hasOwn(tables, name);
}
