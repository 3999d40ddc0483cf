import { networkTensors } from '../../weights/network-tensors.ts';
import { writeSafetensors } from '../../weights/safetensors.ts';
import { writeTfjsModel } from '../../weights/tfjs-model.ts';
import type { TrainedNetwork } from '../trained-networks.ts';
import type { SavedFile, SaveWeightsRequest } from '../weights-protocol.ts';
import { convertWeights } from './convert-weights.ts';

/** A network as the files of a format. The names of the tensors are those that the exported programs read. */
export async function saveWeights(
  network: TrainedNetwork,
  { dialect, format, name }: Pick<SaveWeightsRequest, 'dialect' | 'format' | 'name'>,
): Promise<SavedFile[]> {
  const { layers, dataset, scaling } = network.settings;
  const described = { layers, imageShape: network.imageShape };
  const names = networkTensors(described, dialect === 'torch' ? 'torchProgram' : 'kerasProgram');
  const weights = await convertWeights(network, dialect);
  const tensors = weights.map(({ shape, values }, index) => ({ name: names[index]?.name ?? '', shape, values }));
  // Of the reader's own data a file says nothing: it may be given away.
  const duet = JSON.stringify({ ...(typeof dataset === 'string' && { dataset }), scaling, layers });
  if (format === 'safetensors') {
    // What readers of PyTorch's files look for.
    const metadata = dialect === 'torch' ? { format: 'pt', duet } : { duet };
    const content = writeSafetensors({ tensors, metadata });
    return [{ name: `${name}_${dialect}.safetensors`, type: 'application/octet-stream', content }];
  }
  const numbersName = `${name}_tfjs.weights.bin`;
  const { model, numbers } = writeTfjsModel({ tensors, metadata: { duet } }, described, numbersName);
  return [
    { name: `${name}_tfjs.json`, type: 'application/json', content: model },
    { name: numbersName, type: 'application/octet-stream', content: numbers },
  ];
}
