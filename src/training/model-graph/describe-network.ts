import * as keras from '../../keras/index.ts';
import type { LayerSettings } from '../../network/layers.ts';
import type { BranchedNetworkName, GraphNode, ModelGraph, ModelGraphs } from '../../network/model-graph.ts';
import type * as torch from '../../torch/index.ts';
import { buildKerasModel } from '../build-keras-model.ts';
import { buildTorchModule } from '../build-torch-module.ts';
import type { NetworkDescription } from '../protocol.ts';
import { branchedNetworks } from './branched-networks.ts';
import { kerasGraph } from './keras-graph.ts';
import { torchGraph } from './torch-graph.ts';

/** Two ids, of PyTorch's graph and of Keras's, that stand for the same. */
type Pair = readonly [torch: string, keras: string];

/**
 * Builds a network in both frameworks and reads the graph of each from the built object. Frees both.
 *
 * @throws {NetworkError} when the layers do not fit each other.
 */
export function describeNetwork(network: NetworkDescription): ModelGraphs {
  // Else layers would be named on from those of the network before.
  keras.utils.clearSession();
  return typeof network === 'string' ? describeBranched(network) : describeChain(network.inputShape, network.layers);
}

function describeBranched(name: BranchedNetworkName): ModelGraphs {
  const { inputShape, otherNames, ...builders } = branchedNetworks[name];
  return describe(builders.torch, builders.keras, inputShape, (torch, keras) => {
    const names = new Set(keras.nodes.map(({ id }) => id));
    return torch.nodes
      .map(({ id }): Pair => [id, otherNames[id] ?? id])
      .filter(([, kerasName]) => names.has(kerasName));
  });
}

function describeChain(inputShape: readonly [number, number, number], layers: readonly LayerSettings[]): ModelGraphs {
  return describe(
    () => buildTorchModule({ layers }, inputShape),
    () => buildKerasModel({ layers, seed: 0 }, inputShape),
    inputShape,
    (torch, keras) => chainPairs(torch.nodes, keras.nodes, layers),
  );
}

function describe(
  buildTorch: () => torch.nn.Module,
  buildKeras: () => keras.Model,
  [height, width, channels]: readonly [number, number, number],
  pairsOf: (torch: ModelGraph, keras: ModelGraph) => readonly Pair[],
): ModelGraphs {
  const module = buildTorch();
  const torch = torchGraph(module, [channels, height, width]);
  module.dispose();
  const model = buildKeras();
  const keras = kerasGraph(model);
  model.dispose();
  const pairs = pairsOf(torch, keras);
  const swapped = pairs.map(([first, second]): Pair => [second, first]);
  return { torch: withPartners(torch, pairs), keras: withPartners(keras, swapped) };
}

/** Both graphs are in the order of the layers, the input first; PyTorch has a module more for each activation. */
function chainPairs(
  torch: readonly GraphNode[],
  keras: readonly GraphNode[],
  layers: readonly LayerSettings[],
): readonly Pair[] {
  const places = [0, ...layers.flatMap((layer, index) => (hasActivation(layer) ? [index + 1, index + 1] : index + 1))];
  return torch.flatMap(({ id }, index) => {
    const partner = keras[places[index] ?? -1];
    return partner ? [[id, partner.id] as const] : [];
  });
}

function hasActivation(layer: LayerSettings): boolean {
  return 'activation' in layer && layer.activation !== 'linear';
}

function withPartners(graph: ModelGraph, pairs: readonly Pair[]): ModelGraph {
  const nodes = graph.nodes.map((node) => ({
    ...node,
    partners: pairs.filter(([own]) => own === node.id).map(([, partner]) => partner),
  }));
  return { ...graph, nodes };
}
