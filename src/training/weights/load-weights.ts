import { fitWeights } from '../../weights/fit-weights.ts';
import type { TrainingSettings } from '../protocol.ts';
import type { TrainedNetwork } from '../trained-networks.ts';
import type { InitialWeights } from '../weights-protocol.ts';
import { convertWeights } from './convert-weights.ts';

/**
 * A network with these weights in each dialect of some settings, in their order.
 *
 * @param imageShape [height, width, channels].
 * @throws {WeightsError} when the weights do not fit the layers.
 */
export async function loadWeights(
  settings: TrainingSettings,
  imageShape: readonly [number, number, number],
  weights: InitialWeights,
): Promise<TrainedNetwork[]> {
  const { dialect, tensors } = fitWeights({ ...weights, isOrdered: false }, { layers: settings.layers, imageShape });
  const read: TrainedNetwork = { dialect, settings, imageShape, weights: tensors };
  const networks: TrainedNetwork[] = [];
  for (const each of settings.dialects) {
    networks.push({ ...read, dialect: each, weights: await convertWeights(read, each) });
  }
  return networks;
}
