import { copyToKeras, copyToTorch } from '../../keras/interop/index.ts';
import { statesInput } from '../../network/stated-input.ts';
import { buildKerasModel } from '../build-keras-model.ts';
import { buildTorchModule } from '../build-torch-module.ts';
import { readKerasWeights, readTorchWeights, writeKerasWeights, writeTorchWeights } from '../inspection/weights.ts';
import type { DialectName } from '../protocol.ts';
import type { TrainedNetwork, TrainedWeight } from '../trained-networks.ts';

/** The weights of a network in the arrangement of a dialect. They are on the device only meanwhile. */
export async function convertWeights(network: TrainedNetwork, dialect: DialectName): Promise<readonly TrainedWeight[]> {
  if (network.dialect === dialect) return network.weights;
  const { imageShape, weights } = network;
  // Keras knows no stated sizes: what it has trained has those that fit.
  const layers = network.settings.layers.map((layer) =>
    statesInput(layer) ? { ...layer, statedInput: undefined } : layer,
  );
  const settings = { ...network.settings, layers };
  const model = buildKerasModel(settings, imageShape);
  const module = buildTorchModule(settings, imageShape);
  try {
    if (dialect === 'keras') {
      writeTorchWeights(module, weights);
      copyToKeras(module.stateDict(), model);
      return await readKerasWeights(model);
    }
    writeKerasWeights(model, weights);
    copyToTorch(model, module.stateDict());
    return await readTorchWeights(module);
  } finally {
    module.dispose();
    model.dispose();
  }
}
