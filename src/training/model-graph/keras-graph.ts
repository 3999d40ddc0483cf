import * as keras from '../../keras/index.ts';
import { describeModel } from '../../keras/summary.ts';
import type { GraphNode, LayerInput, ModelGraph } from '../../network/model-graph.ts';

/** Arguments that are written without their names, in their order. */
const POSITIONAL = ['units', 'filters', 'kernelSize', 'poolSize', 'rate'];
/** Arguments that are written by name, in Python's spelling, and what they are unless told. */
const NAMED = [
  ['padding', 'padding', 'valid'],
  ['activation', 'activation', 'linear'],
  ['useBias', 'use_bias', true],
] as const;

/** The graph that a Keras model holds of itself: what its summary tells, and its layers' weights. */
export function kerasGraph(model: keras.Model): ModelGraph {
  const { layers, trainable, nonTrainable } = describeModel(model);
  // A Sequential lists its input nowhere, a functional model among its layers.
  const inputs = model.inputs.map(({ sourceLayer, shape }) => inputNode(sourceLayer.name, shape));
  const known = new Set(inputs.map(({ id }) => id));
  const nodes = layers
    .filter(({ name }) => !known.has(name))
    .map(({ name, className, outputShapes }) => ({
      ...layerNode(model.getLayer(name)),
      className,
      outputShape: outputShapes?.[0] ?? [],
    }));
  const edges = layers.flatMap(({ name, connectedTo }) => connectedTo.map((from) => ({ from: from.name, to: name })));
  return { nodes: [...inputs, ...nodes], edges, trainable, other: nonTrainable };
}

type KerasLayer = keras.Model['layers'][number];

function inputNode(id: string, outputShape: readonly (number | null)[]): GraphNode {
  return { id, kind: 'input', className: 'Input', settings: '', outputShape, input: null, weights: [], partners: [] };
}

function layerNode(layer: KerasLayer): Omit<GraphNode, 'className' | 'outputShape'> {
  const trainable = new Set(layer.trainableWeights);
  return {
    id: layer.name,
    kind: 'layer',
    settings: settingsOf(layer),
    input: inputOf(layer),
    weights: layer.weights.map((weight) => ({
      name: weight.name,
      shape: weight.shape.map((size) => size ?? 0),
      trainable: trainable.has(weight),
    })),
    partners: [],
  };
}

function settingsOf(layer: KerasLayer): string {
  const config: Readonly<Record<string, unknown>> = layer.getConfig();
  const given = POSITIONAL.flatMap((name) => (name in config ? [pythonText(config[name])] : []));
  const named = NAMED.flatMap(([name, python, usual]) =>
    name in config && config[name] !== usual ? [`${python}=${pythonText(config[name])}`] : [],
  );
  return [...given, ...named].join(', ');
}

function pythonText(value: unknown): string {
  if (Array.isArray(value)) return `(${value.join(', ')})`;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/** What a layer learned of its input when it was connected: the shapes of its weights tell. */
function inputOf(layer: KerasLayer): LayerInput | null {
  if (layer instanceof keras.layers.Dense) return inferred('features', layer.kernel, -2);
  if (layer instanceof keras.layers.Conv2D) return inferred('channels', layer.kernel, -2);
  if (layer instanceof keras.layers.BatchNormalization) return inferred('channels', layer.gamma, 0);
  return null;
}

function inferred(
  name: string,
  weight: { readonly shape: readonly (number | null)[] } | null,
  axis: number,
): LayerInput | null {
  const size = weight?.shape.at(axis) ?? null;
  return size === null ? null : { name, size, isInferred: true };
}
