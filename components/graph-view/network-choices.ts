import { describeDataset } from '../../src/datasets/describe.ts';
import type { LayerSettings } from '../../src/network/layers.ts';
import { networkShapes } from '../../src/network/shapes.ts';
import type { DatasetChoice, DatasetName, NetworkDescription, TableName } from '../../src/training/protocol.ts';
import { presetSettings } from '../cnn-trainer/settings-presets.ts';
import { defaultPreset } from '../experiment/presets.ts';

/** Networks that every graph view offers; `own` is what a chapter brings along. */
export type NetworkName = 'mlp' | 'cnn' | 'residual' | 'branches' | 'own';

/** A network of a chapter. */
export interface OwnNetwork {
  readonly title: string;
  /** Gives the shape of the input. */
  readonly dataset: DatasetName | TableName;
  readonly layers: readonly LayerSettings[];
}

export interface NetworkChoice {
  readonly name: NetworkName;
  readonly title: string;
  readonly network: NetworkDescription;
}

const denseLayers: readonly LayerSettings[] = [
  { type: 'flatten' },
  { type: 'dense', units: 128, activation: 'relu' },
  { type: 'dropout', rate: 0.2 },
  { type: 'dense', units: 10, activation: 'linear' },
];

/**
 * What the reader can choose from, a chapter's own network first.
 *
 * @throws {NetworkError} when the layers of `own` do not fit each other.
 */
export function networkChoices(own: OwnNetwork | undefined): readonly NetworkChoice[] {
  const { dataset, layers } = presetSettings('both')[defaultPreset];
  return [
    ...(own ? [{ name: 'own' as const, title: own.title, network: chain(own.dataset, own.layers) }] : []),
    { name: 'mlp', title: 'Two dense layers for digits', network: chain('mnist', denseLayers) },
    { name: 'cnn', title: 'Convolutions for CIFAR-10', network: chain(dataset, layers) },
    { name: 'residual', title: 'A residual block', network: 'residual' },
    { name: 'branches', title: 'Two branches', network: 'branches' },
  ];
}

function chain(dataset: DatasetChoice, layers: readonly LayerSettings[]): NetworkDescription {
  const { height, width, channels } = describeDataset(dataset);
  const inputShape = [height, width, channels] as const;
  networkShapes(inputShape, layers);
  return { inputShape, layers };
}
