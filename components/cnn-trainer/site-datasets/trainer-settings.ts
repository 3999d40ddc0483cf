import type { SiteDataset } from '../../../src/datasets/site/description.ts';
import type { TrainingSettings } from '../../../src/training/protocol.ts';
import type { PresetName } from '../../experiment/presets.ts';
import { presetSettings, type DialectChoice, type PresetSettings } from '../settings-presets.ts';
import { findDataset } from './find-dataset.ts';

/** Settings as a chapter writes them: the data set by its name, whether it is the course's or of `content/data`. */
export type TrainerSettings = { readonly dataset?: string } & Partial<Omit<TrainingSettings, 'dataset'>>;

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
