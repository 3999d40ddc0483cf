import { OWN_DATA } from '../../src/datasets/own/description.ts';
import type { SiteDataset } from '../../src/datasets/site/description.ts';
import type { LayerSettings } from '../../src/network/layers.ts';
import type { TrainingSettings } from '../../src/training/protocol.ts';
import { trainingSettingsSchema } from '../../src/training/schemas.ts';
import { ShareLinkError } from '../experiment/share-link.ts';
import type { InputStatingLayer } from '../../src/network/stated-input.ts';
import { datasetOption } from './dataset-option.ts';
import { numberFromText } from './number-text.ts';

const activationLetters = { relu: 'r', linear: 'l' } as const;

/** Settings as the short keys and values of a share link. */
export function writeSharedSettings(settings: TrainingSettings): ReadonlyMap<string, string> {
  return new Map([
    // A link holds no data: who opens it is told so.
    ['data', datasetOption(settings.dataset)],
    ['train', String(settings.trainImages)],
    ['test', String(settings.testImages)],
    ['scale', settings.scaling],
    ['net', settings.layers.map(writeLayer).join('_')],
    ['opt', settings.optimizer],
    ['rate', String(settings.learningRate)],
    ['batch', String(settings.batchSize)],
    ['epochs', String(settings.epochs)],
    ['split', String(settings.validationSplit)],
    ['seed', String(settings.seed)],
    ['style', settings.dialects.join('_')],
    ['exec', settings.execution],
  ]);
}

/**
 * Reads what {@link writeSharedSettings} wrote.
 *
 * @param siteDatasets the sets of `content/data`, which a link names as it names the course's.
 * @throws {ShareLinkError} when a value is missing, unknown or out of its range, or data of the sender's is named.
 */
export function readSharedSettings(
  values: ReadonlyMap<string, string>,
  siteDatasets: readonly SiteDataset[],
): TrainingSettings {
  const text = (key: string) => values.get(key) ?? '';
  if (text('data') === OWN_DATA) {
    throw new ShareLinkError(
      'This link is to an experiment with data of its sender’s, which stayed on their machine.',
      'The preset of this page is shown instead. With data of your own, choose “Your own data” in the settings.',
    );
  }
  const parsed = trainingSettingsSchema.safeParse({
    dataset: siteDatasets.find(({ name }) => name === text('data')) ?? text('data'),
    trainImages: numberFromText(text('train')),
    testImages: numberFromText(text('test')),
    scaling: text('scale'),
    layers: text('net').split('_').map(readLayer),
    optimizer: text('opt'),
    learningRate: numberFromText(text('rate')),
    batchSize: numberFromText(text('batch')),
    epochs: numberFromText(text('epochs')),
    validationSplit: numberFromText(text('split')),
    seed: numberFromText(text('seed')),
    dialects: text('style').split('_'),
    // Links made before there was a choice have none.
    execution: values.get('exec') ?? 'graph',
  });
  if (parsed.success) return parsed.data;
  const field = String(parsed.error.issues[0]?.path[0] ?? 'settings');
  throw new ShareLinkError(`The link to this experiment has ${field} that cannot be read.`);
}

/**
 * A conv2d of 32 filters, 3x3, relu is `c32x3r`; a pooling `p2`, a flatten `f`, a dropout `o0.5`, a dense `d64r`. A layer
 * that states an input size of its own has it at its end: `d64ri100`.
 */
function writeLayer(layer: LayerSettings): string {
  switch (layer.type) {
    case 'conv2d':
      return `c${layer.filters}x${layer.kernelSize}${activationLetters[layer.activation]}${writeStatedInput(layer)}`;
    case 'maxPool2d':
      return `p${layer.poolSize}`;
    case 'flatten':
      return 'f';
    case 'dropout':
      return `o${layer.rate}`;
    case 'dense':
      return `d${layer.units}${activationLetters[layer.activation]}${writeStatedInput(layer)}`;
  }
}

function writeStatedInput({ statedInput }: InputStatingLayer): string {
  return statedInput === undefined ? '' : `i${statedInput}`;
}

/** Null for what is no layer: the schema refuses it. */
function readLayer(text: string): unknown {
  const [, sizes = '', letter, stated] = /^([cd].*)([rl])(?:i(\d+))?$/.exec(text) ?? [];
  const activated = {
    activation: letter === 'r' ? 'relu' : 'linear',
    ...(stated !== undefined && { statedInput: Number(stated) }),
  };
  const [, conv, kernel] = /^c(\d+)x(\d+)$/.exec(sizes) ?? [];
  if (conv && kernel) return { type: 'conv2d', filters: Number(conv), kernelSize: Number(kernel), ...activated };
  const [, pool] = /^p(\d+)$/.exec(text) ?? [];
  if (pool) return { type: 'maxPool2d', poolSize: Number(pool) };
  const [, rate] = /^o([\d.e-]+)$/.exec(text) ?? [];
  if (rate) return { type: 'dropout', rate: Number(rate) };
  const [, units] = /^d(\d+)$/.exec(sizes) ?? [];
  if (units) return { type: 'dense', units: Number(units), ...activated };
  return text === 'f' ? { type: 'flatten' } : null;
}
