import type { Tensor } from '@tensorflow/tfjs-core';
import type { layers, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { RuntimeError, ValueError } from '../errors.ts';
import { asList, at, singleOrList } from '../utils/lists.ts';

export type LayerNode = layers.Layer['inboundNodes'][number];

/** The layers between some symbolic tensors and others, in the order in which they are computed. */
export class LayerGraph {
  readonly inputs: readonly SymbolicTensor[];
  readonly outputs: readonly SymbolicTensor[];
  /** Every layer once, input layers too, those farthest from the outputs first. */
  readonly layers: readonly layers.Layer[];
  /** Every use of a layer between the inputs and the outputs, in the order in which they are computed. */
  readonly nodes: readonly LayerNode[];

  /** @throws {ValueError} when the outputs need other inputs, or two layers have the same name. */
  constructor(inputs: readonly SymbolicTensor[], outputs: readonly SymbolicTensor[]) {
    this.inputs = inputs;
    this.outputs = outputs;
    const { layers, nodes } = inOrder(inputs, outputs);
    requireConnected(nodes, inputs);
    requireUniqueNames(layers);
    this.layers = layers;
    this.nodes = nodes;
  }

  /** Calls every layer once for each of its nodes; what is computed on the way is left to the caller's tidy. */
  run(values: readonly Tensor[], training: boolean): Tensor[] {
    const known = new Map(this.inputs.map((symbol, index) => [symbol, at(values, index)]));
    const valueOf = (symbol: SymbolicTensor): Tensor => {
      const value = known.get(symbol);
      if (!value) throw new RuntimeError(`the graph has no value for '${symbol.name}': add it to the model's inputs.`);
      return value;
    };
    for (const node of this.nodes) {
      if (node.outputTensors.every((output) => known.has(output))) continue;
      const inputs = singleOrList(node.inputTensors.map(valueOf));
      const outputs = asList(node.outboundLayer.apply(inputs, { training, ...node.callArgs }));
      node.outputTensors.forEach((symbol, index) => known.set(symbol, at(outputs, index) as Tensor));
    }
    return this.outputs.map(valueOf);
  }
}

/**
 * Sorts as Keras does: by distance from the outputs, and where it is equal by the order in which a walk from the outputs
 * meets the layers. The order of a model's weights follows from it.
 */
function inOrder(
  inputs: readonly SymbolicTensor[],
  outputs: readonly SymbolicTensor[],
): { layers: layers.Layer[]; nodes: LayerNode[] } {
  const isInput = new Set(inputs);
  const indices = new Map<layers.Layer, number>();
  const finished = new Set<LayerNode>();
  const visit = (symbol: SymbolicTensor): void => {
    const node = nodeOf(symbol);
    if (finished.has(node)) return;
    if (!indices.has(node.outboundLayer)) indices.set(node.outboundLayer, indices.size);
    if (!isInput.has(symbol)) parentsOf(node).forEach(visit);
    finished.add(node);
  };
  outputs.forEach(visit);
  inputs.forEach(visit);
  const depths = depthsOf([...finished].reverse(), isInput);
  const byDepth = <T>(depth: ReadonlyMap<T, number>, layerOf: (item: T) => layers.Layer) =>
    [...depth.keys()].sort(
      (a, b) =>
        (depth.get(b) ?? 0) - (depth.get(a) ?? 0) || (indices.get(layerOf(a)) ?? 0) - (indices.get(layerOf(b)) ?? 0),
    );
  return {
    layers: byDepth(depths.layers, (layer) => layer),
    nodes: byDepth(depths.nodes, (node) => node.outboundLayer),
  };
}

function requireConnected(nodes: readonly LayerNode[], inputs: readonly SymbolicTensor[]): void {
  const isInput = new Set(inputs.map(nodeOf));
  const stray = nodes.find((node) => parentsOf(node).length === 0 && !isInput.has(node));
  if (!stray) return;
  throw new ValueError(
    `\`inputs\` not connected to \`outputs\`: the outputs need '${stray.outboundLayer.name}', which is none of the inputs.`,
  );
}

function requireUniqueNames(layers: readonly layers.Layer[]): void {
  const names = layers.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated === undefined) return;
  throw new ValueError(`The name "${repeated}" is used twice in the model. Give each layer a name of its own.`);
}

/** How far nodes and layers are from the outputs, along the longest way. */
function depthsOf(
  nodes: readonly LayerNode[],
  isInput: ReadonlySet<SymbolicTensor>,
): { layers: Map<layers.Layer, number>; nodes: Map<LayerNode, number> } {
  const nodeDepths = new Map<LayerNode, number>();
  const layerDepths = new Map<layers.Layer, number>();
  for (const node of nodes) {
    const depth = Math.max(nodeDepths.get(node) ?? 0, layerDepths.get(node.outboundLayer) ?? 0);
    nodeDepths.set(node, depth);
    layerDepths.set(node.outboundLayer, depth);
    if (node.outputTensors.some((symbol) => isInput.has(symbol))) continue;
    for (const parent of parentsOf(node).map(nodeOf)) {
      nodeDepths.set(parent, Math.max(depth + 1, nodeDepths.get(parent) ?? 0));
    }
  }
  return { layers: layerDepths, nodes: nodeDepths };
}

export function nodeOf(symbol: SymbolicTensor): LayerNode {
  return at(symbol.sourceLayer.inboundNodes, symbol.nodeIndex);
}

/** What a node is computed from; an input layer's node is computed from nothing. */
export function parentsOf(node: LayerNode): SymbolicTensor[] {
  return node.inboundLayers.length === 0 ? [] : node.inputTensors;
}
