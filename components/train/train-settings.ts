import type { SiteDataset } from '../../src/datasets/site/description.ts';
import type { OptimizerName, TrainingSettings } from '../../src/training/protocol.ts';
import type { SettingsProblem } from '../../src/training/settings-rules.ts';
import { fittingLayers } from '../cnn-trainer/own-data/fitting-settings.ts';
import type { DialectChoice, PresetSettings } from '../cnn-trainer/settings-presets.ts';
import { settingsProblems } from '../cnn-trainer/settings-problems.ts';
import { optimizerLabels, styleLabels } from '../cnn-trainer/settings-text.ts';
import { UnknownDatasetError } from '../cnn-trainer/site-datasets/find-dataset.ts';
import { trainerPresets } from '../cnn-trainer/site-datasets/trainer-settings.ts';
import { presetNames } from '../experiment/presets.ts';
import { completeLayers, layerProblems, type ChapterLayer } from './chapter-layers.ts';

/** What a chapter says of a training. */
export interface TrainChoices {
  /** The data set: one of the course’s or a folder of `content/data`. */
  readonly dataset: string;
  /**
   * The network, layer by layer.
   * @default a small network that fits the data set
   */
  readonly layers?: readonly ChapterLayer[];
  /**
   * What trains: PyTorch, Keras, or one after the other.
   * @default `both`
   */
  readonly frameworks?: DialectChoice;
  /**
   * The rule that moves the weights.
   * @default `adam`
   */
  readonly optimizer?: OptimizerName;
  /**
   * How far it moves them: above 0, up to 10.
   * @default 0.001; for a table of your own 0.01
   */
  readonly learningRate?: number;
  /**
   * Images in one training step.
   * @default 32; for a small set of your own fewer
   */
  readonly batchSize?: number;
  /**
   * How often it goes through the training images, in every preset.
   * @default Quick 3, Standard 2, Full 10; for a set of your own what fits it
   */
  readonly epochs?: number;
  /**
   * Training images of Standard. Quick takes 1,000 of them, and Full takes all that there are.
   * @default 10,000
   */
  readonly examples?: number;
  /**
   * Share of the training images that is held out, for the dashed curves; 0 for none.
   * @default 0.1
   */
  readonly validationSplit?: number;
  /**
   * Where the random numbers start.
   * @default 42
   */
  readonly seed?: number;
}

/** What keeps a training from beginning, by the property that is at fault. */
export interface TrainProblem {
  readonly field: string;
  /** Which layer, where it is one. */
  readonly layerIndex?: number | null;
  readonly fact: string;
  readonly fix: string;
}

const QUICK_EXAMPLES = 1_000;

/**
 * Settings of every preset of a training.
 *
 * @throws {UnknownDatasetError} when there is no such data set
 */
export function trainPresets(choices: TrainChoices, siteDatasets: readonly SiteDataset[]): PresetSettings {
  const { dataset, frameworks = 'both', layers, examples, ...training } = choices;
  const usual = trainerPresets(frameworks, { dataset }, {}, siteDatasets);
  const settings = {
    ...training,
    dataset,
    layers: layers ? completeLayers(layers) : fittingLayers(usual.standard.dataset),
  };
  const sizes =
    examples === undefined
      ? {}
      : { quick: { trainImages: Math.min(QUICK_EXAMPLES, examples) }, standard: { trainImages: examples } };
  return trainerPresets(frameworks, settings, sizes, siteDatasets);
}

/** Everything that keeps a training from beginning, in every preset; what is wrong in several of them is told once. */
export function trainProblems(choices: TrainChoices, siteDatasets: readonly SiteDataset[]): readonly TrainProblem[] {
  const { frameworks = 'both', optimizer = 'adam', layers } = choices;
  const words = [
    ...datasetProblems(choices),
    ...wordProblems('frameworks', frameworks, styleLabels, 'none of the frameworks'),
    ...wordProblems('optimizer', optimizer, optimizerLabels, 'no optimizer'),
    ...(layers === undefined ? [] : layerProblems(layers).map((problem) => ({ field: 'layers', ...problem }))),
  ];
  if (words.length > 0) return words;
  try {
    const presets = trainPresets(choices, siteDatasets);
    const problems = presetNames.flatMap((preset) => settingsProblems(presets[preset])).map(trainProblem);
    return problems.filter(({ fact }, index) => index === problems.findIndex((other) => other.fact === fact));
  } catch (error) {
    if (!(error instanceof UnknownDatasetError)) throw error;
    return [{ field: 'dataset', fact: error.fact, fix: error.fix }];
  }
}

/** The build does not look at types, so a chapter may leave out what it needs. */
function datasetProblems({ dataset }: Partial<TrainChoices>): TrainProblem[] {
  if (dataset !== undefined) return [];
  return [{ field: 'dataset', fact: 'No data set is named.', fix: 'Name one, such as dataset="mnist".' }];
}

function wordProblems(
  field: string,
  word: string,
  words: Readonly<Record<string, string>>,
  otherwise: string,
): TrainProblem[] {
  if (Object.hasOwn(words, word)) return [];
  return [{ field, fact: `“${word}” is ${otherwise}.`, fix: `Use ${Object.keys(words).join(' or ')}.` }];
}

/** In the words of the properties. */
function trainProblem({ field, layerIndex, fact, fix }: SettingsProblem): TrainProblem {
  const properties: Readonly<Partial<Record<keyof TrainingSettings | 'weights', string>>> = { trainImages: 'examples' };
  return {
    field: properties[field] ?? field,
    layerIndex,
    fact: layerIndex === null ? fact : `Layer ${layerIndex + 1}. ${fact}`,
    fix,
  };
}
