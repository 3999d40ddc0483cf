import { describeDataset } from '../../../src/datasets/describe.ts';
import type { LayerSettings } from '../../../src/network/layers.ts';
import type { TrainingSettings } from '../../../src/training/protocol.ts';
import { executionLabels } from '../../experiment/execution.ts';
import { layerLabels, layerValues } from '../layer-fields.ts';
import { dialectChoice } from '../settings-presets.ts';
import { optimizerLabels, scalingLabels, styleLabels } from '../settings-text.ts';

const texts: { readonly [Name in keyof TrainingSettings]: (value: TrainingSettings[Name]) => string } = {
  dataset: (name) => describeDataset(name).title,
  trainImages: (count) => `${count.toLocaleString('en')} training images`,
  testImages: (count) => `${count.toLocaleString('en')} test images`,
  scaling: (name) => `pixels ${scalingLabels[name]}`,
  layers: (layers) => layers.map(layerText).join(', '),
  optimizer: (name) => optimizerLabels[name],
  learningRate: (rate) => `learning rate ${rate}`,
  batchSize: (size) => `batch ${size}`,
  epochs: (count) => (count === 1 ? '1 epoch' : `${count} epochs`),
  validationSplit: (share) => `validation split ${share}`,
  seed: (seed) => `seed ${seed}`,
  dialects: (dialects) => styleLabels[dialectChoice(dialects)],
  execution: (name) => executionLabels[name].toLowerCase(),
};

/** In words what settings have that others have not; empty where both are the same. */
export function settingsDifferences(settings: TrainingSettings, others: TrainingSettings): string[] {
  const names = Object.keys(texts) as (keyof TrainingSettings)[];
  return names
    .filter((name) => JSON.stringify(settings[name]) !== JSON.stringify(others[name]))
    .map((name) => textOf(settings, name));
}

function textOf<Name extends keyof TrainingSettings>(settings: Pick<TrainingSettings, Name>, name: Name): string {
  return texts[name](settings[name]);
}

/** "Conv2D 32" */
function layerText(layer: LayerSettings): string {
  return [layerLabels[layer.type], ...Object.values(layerValues(layer))].join(' ');
}
