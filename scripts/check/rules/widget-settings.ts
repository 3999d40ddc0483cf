import { labProblems } from '../../../components/callback-lab/lab-problems.ts';
import { labPresets, type LabChoices } from '../../../components/callback-lab/lab-presets.ts';
import { readSiteDatasets } from '../../../components/cnn-trainer/site-datasets/read-site-datasets.ts';
import { findDataset, UnknownDatasetError } from '../../../components/cnn-trainer/site-datasets/find-dataset.ts';
import {
  trainerPresets,
  type TrainerSettings,
} from '../../../components/cnn-trainer/site-datasets/trainer-settings.ts';
import { settingsProblems } from '../../../components/cnn-trainer/settings-problems.ts';
import type { DialectChoice, PresetSettings } from '../../../components/cnn-trainer/settings-presets.ts';
import type { Expectations } from '../../../components/experiment/expectation.ts';
import { presetNames, type PresetName } from '../../../components/experiment/presets.ts';
import { trainPresets, trainProblems, type TrainChoices } from '../../../components/train/train-settings.ts';
import { describeDataset } from '../../../src/datasets/describe.ts';
import type { LayerSettings } from '../../../src/network/layers.ts';
import { countParameters, NetworkError, networkShapes } from '../../../src/network/shapes.ts';

/** What the form of a widget would say of settings that a chapter gives it. */
export interface SettingComplaint {
  /** The setting, where it is one of the chapter's properties. */
  readonly field: string;
  /** Which layer, where it is one. */
  readonly layerIndex?: number | null;
  readonly fact: string;
  readonly fix: string;
}

interface TrainerProps {
  readonly expect?: Expectations;
  readonly dialects: DialectChoice;
  readonly settings?: TrainerSettings;
  readonly presets?: Partial<Record<PresetName, TrainerSettings>>;
}

interface TableProps {
  readonly dataset: string;
  readonly layers: readonly LayerSettings[];
}

/** By the folder of a widget, for properties of the right types. What is wrong in several presets is told once. */
const complaints: Readonly<Record<string, ((props: unknown) => readonly SettingComplaint[]) | undefined>> = {
  'cnn-trainer': (props) => {
    const { dialects, settings, presets, expect } = props as TrainerProps;
    const settingsOf = trainerPresets(dialects, settings, presets, readSiteDatasets());
    const problems = presetNames.flatMap((preset) => settingsProblems(settingsOf[preset]));
    return problems.length > 0 ? problems : countComplaints(settingsOf, expect);
  },
  'callback-lab': (props) => {
    const labOf = labPresets(props as LabChoices);
    return presetNames.flatMap((preset) => labProblems(labOf[preset]));
  },
  'network-table': (props) => {
    const { dataset, layers } = props as TableProps;
    const { height, width, channels } = describeDataset(findDataset(dataset, readSiteDatasets()));
    networkShapes([height, width, channels], layers);
    return [];
  },
  train: (props) => {
    const { expect, ...choices } = props as TrainChoices & Pick<TrainerProps, 'expect'>;
    const siteDatasets = readSiteDatasets();
    const problems = trainProblems(choices, siteDatasets);
    return problems.length > 0 ? problems : countComplaints(trainPresets(choices, siteDatasets), expect);
  },
};

/** Numbers of parameters that the network does not have, which is known without a run. */
function countComplaints(settingsOf: PresetSettings, expect: Expectations = {}): SettingComplaint[] {
  return presetNames.flatMap((preset) => {
    const { dataset, layers } = settingsOf[preset];
    const { height, width, channels } = describeDataset(dataset);
    const count = countParameters(networkShapes([height, width, channels], layers));
    return countFigures.flatMap((field) => {
      const equals = expect[preset]?.[field]?.equals;
      if (equals === undefined || equals === count) return [];
      const fact = `The network has ${shown(count)} parameters, and “${field}” expects ${shown(equals)}.`;
      return [{ field, fact, fix: 'Mend the number, or the network.' }];
    });
  });
}

const countFigures = ['parameterCount', 'torchParameterCount', 'kerasParameterCount'] as const;

function shown(count: number): string {
  return count.toLocaleString('en');
}

/**
 * What keeps a widget's run from beginning.
 *
 * @param folder of the widget among the components
 * @param props of the types that the widget has them
 */
export function settingComplaints(folder: string, props: unknown): readonly SettingComplaint[] {
  try {
    const all = complaints[folder]?.(props) ?? [];
    return all.filter(({ fact }, index) => index === all.findIndex((other) => other.fact === fact));
  } catch (error) {
    if (error instanceof UnknownDatasetError) return [{ field: 'dataset', fact: error.fact, fix: error.fix }];
    if (error instanceof NetworkError) {
      return [{ field: 'layers', layerIndex: error.layerIndex, fact: error.message, fix: error.fix }];
    }
    // Names that a catalogue does not have.
    return [{ field: '', fact: error instanceof Error ? error.message : String(error), fix: 'Mend the name.' }];
  }
}
