/** A functional model as plain values, and back. */
import { SymbolicTensor, type layers, type Shape } from '@tensorflow/tfjs-layers';
import { ValueError } from '../errors.ts';
import { Input } from '../layers/input.ts';
import { deserializeLayer } from '../layers/registry.ts';
import { asList, at, singleOrList } from '../utils/lists.ts';
import { serialize } from '../utils/serialize.ts';
import type { SerializedObject } from '../utils/serialized-object.ts';
import { nodeOf, parentsOf, type LayerGraph, type LayerNode } from './layer-graph.ts';

/** An output of a layer: its name, which of its uses in the model, and which of the outputs of this use. */
export type TensorReference = readonly [layer: string, nodeIndex: number, tensorIndex: number];

/** A layer with what each of its uses is computed of; none for an input. */
export interface LayerConfig extends SerializedObject {
  readonly name: string;
  readonly inboundNodes: readonly (readonly TensorReference[])[];
}

export interface GraphConfig {
  readonly layers: readonly LayerConfig[];
  readonly inputLayers: readonly TensorReference[];
  readonly outputLayers: readonly TensorReference[];
}

export function describeGraph(graph: LayerGraph): GraphConfig {
  const nodesOf = (layer: layers.Layer) => graph.nodes.filter((node) => node.outboundLayer === layer);
  const referenceTo = (symbol: SymbolicTensor): TensorReference => {
    const layer = symbol.sourceLayer;
    return [layer.name, nodesOf(layer).indexOf(nodeOf(symbol)), symbol.tensorIndex];
  };
  const inboundNode = (node: LayerNode) => parentsOf(node).map(referenceTo);
  return {
    layers: graph.layers.map((layer) => ({
      ...(serialize(layer) as SerializedObject),
      name: layer.name,
      inboundNodes: nodesOf(layer)
        .map(inboundNode)
        .filter((references) => references.length > 0),
    })),
    inputLayers: graph.inputs.map(referenceTo),
    outputLayers: graph.outputs.map(referenceTo),
  };
}

/** The inputs and outputs of a graph whose layers are made anew. */
export function rebuildGraph(config: GraphConfig): { inputs: SymbolicTensor[]; outputs: SymbolicTensor[] } {
  const known = new Map<string, SymbolicTensor>();
  const keyOf = (reference: TensorReference) => reference.slice(0, 3).join('/');
  const remember = (name: string, node: number, outputs: readonly SymbolicTensor[]) => {
    for (const [index, output] of outputs.entries()) known.set(keyOf([name, node, index]), output);
  };
  const find = (reference: TensorReference): SymbolicTensor => {
    const found = known.get(keyOf(reference));
    if (found) return found;
    throw new ValueError(`fromConfig: the layer '${reference[0]}' is used before its inputs are known.`);
  };
  let waiting = config.layers.flatMap((layer) => usesOf(layer));
  while (waiting.length > 0) {
    const ready = waiting.filter(({ references }) => references.every((reference) => known.has(keyOf(reference))));
    if (ready.length === 0) throw new ValueError('fromConfig: some layers of the model have no inputs.');
    for (const { name, index, references, layer } of ready) {
      remember(name, index, layer(references.map(find)));
    }
    waiting = waiting.filter((use) => !ready.includes(use));
  }
  return { inputs: config.inputLayers.map(find), outputs: config.outputLayers.map(find) };
}

interface LayerUse {
  readonly name: string;
  readonly index: number;
  readonly references: readonly TensorReference[];
  readonly layer: (inputs: readonly SymbolicTensor[]) => SymbolicTensor[];
}

/** All uses of a layer, which is made once. */
function usesOf(config: LayerConfig): LayerUse[] {
  if (config.className === 'InputLayer') {
    const input = inputOf(config.config);
    return [{ name: config.name, index: 0, references: [], layer: () => [input] }];
  }
  const layer = deserializeLayer(config);
  return config.inboundNodes.map((references, index) => ({
    name: config.name,
    index,
    references,
    layer: (inputs) => asList(layer.apply(singleOrList(inputs))).filter((output) => output instanceof SymbolicTensor),
  }));
}

/** The input that the config of an input layer describes. */
export function inputOf(config: SerializedObject['config']): SymbolicTensor {
  const { batchInputShape, dtype, name } = config as { batchInputShape: Shape; dtype?: string; name: string };
  return Input({ batchShape: batchInputShape, dtype: dtype === 'int32' ? 'int32' : 'float32', name });
}

/** The config of the input layer that a symbolic tensor comes from. */
export function describeInput(input: SymbolicTensor): SerializedObject {
  return serialize(at([input.sourceLayer], 0)) as SerializedObject;
}
