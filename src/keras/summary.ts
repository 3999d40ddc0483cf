import type * as tf from '@tensorflow/tfjs-core';
import type { layers, LayerVariable, Shape, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { Layer } from './layers/layer.ts';
import { allShapes } from './layers/shape.ts';
import { writeToConsole } from './printing.ts';
import {
  bindSummaryArguments,
  summaryText,
  type Connection,
  type LayerDescription,
  type ModelDescription,
  type SummaryArguments,
  type WeightTotal,
} from './summary-text.ts';
import { at, product } from './utils/lists.ts';

type LayerNode = layers.Layer['inboundNodes'][number];

/** What a summary reads of a model. */
export interface SummarizedModel {
  readonly name: string;
  readonly layers: readonly layers.Layer[];
  /** None of a model that says in `call` how its layers are connected. */
  readonly outputs: readonly SymbolicTensor[];
  readonly trainableWeights: readonly LayerVariable[];
  readonly nonTrainableWeights: readonly LayerVariable[];
  readonly isCompiled: boolean;
  /** Asked for only when the model is compiled. */
  readonly optimizer: SummarizedOptimizer;
}

interface SummarizedOptimizer {
  readonly className: string;
  readonly iterations: number;
  readonly variables: readonly tf.Variable[];
  getConfig(): Readonly<Record<string, unknown>>;
}

/** Layers that Keras counts as built before they know their inputs: they have nothing to build. */
const builtFromTheStart: ReadonlySet<string> = new Set([
  'Activation',
  'ActivityRegularization',
  'AlphaDropout',
  'AveragePooling1D',
  'AveragePooling2D',
  'Dropout',
  'ELU',
  'GaussianDropout',
  'GaussianNoise',
  'GlobalAveragePooling1D',
  'GlobalAveragePooling2D',
  'GlobalMaxPooling1D',
  'GlobalMaxPooling2D',
  'Identity',
  'LeakyReLU',
  'Masking',
  'MaxPooling1D',
  'MaxPooling2D',
  'ReLU',
  'Reshape',
  'Softmax',
  'SpatialDropout1D',
  'SpatialDropout2D',
  'UnitNormalization',
]);

/** Keras counts its step as an int64 and its learning rate as a float32. */
const STEP_BYTES = 8;
const LEARNING_RATE_BYTES = 4;
const BYTES_PER_NUMBER = 4;

/**
 * Prints what a model is made of, as keras.Model.summary without colours.
 *
 * @throws {ValueError} when a column would be narrower than 4, or no layer is in the range.
 * @source https://keras.io/api/models/model/#summary-method
 */
export function printSummary(model: SummarizedModel, ...values: SummaryArguments): void {
  const { printFn = writeToConsole, ...options } = bindSummaryArguments(values);
  printFn(summaryText(describeModel(model), options));
}

/** What a summary prints, as data. */
export function describeModel(model: SummarizedModel): ModelDescription {
  const nodes = nodesOf(model.outputs);
  return {
    name: model.name,
    layers: model.layers.map((layer) => describeLayer(layer, nodes)),
    hasBranches: hasBranches(nodes),
    trainable: totalOf(model.trainableWeights),
    nonTrainable: totalOf(model.nonTrainableWeights),
    optimizer: model.isCompiled ? describeOptimizer(model.optimizer) : null,
  };
}

function describeLayer(layer: layers.Layer, nodes: ReadonlySet<LayerNode>): LayerDescription {
  const className = layer.getClassName();
  const isBuilt = layer.built || builtFromTheStart.has(className);
  const inner: unknown = 'layers' in layer ? layer.layers : null;
  return {
    name: layer.name,
    className,
    outputShapes: outputShapes(layer),
    params: isBuilt ? totalOf(layer.weights).count : null,
    hasWeights: layer.weights.length > 0,
    trainable: layer.trainable,
    connectedTo: layer.inboundNodes.filter((node) => nodes.has(node)).flatMap(connectionsOf),
    ...(Array.isArray(inner) && { layers: (inner as layers.Layer[]).map((each) => describeLayer(each, nodes)) }),
  };
}

/** Of the layer's last place in a model; else of the inputs that it was built for. */
function outputShapes(layer: layers.Layer): readonly Shape[] | null {
  const node = layer.inboundNodes.at(-1);
  if (node) return node.outputTensors.map(({ shape }) => shape);
  const isUnused = builtFromTheStart.has(layer.getClassName());
  if (isUnused || !(layer instanceof Layer) || !layer.buildShape) return null;
  return allShapes(layer.computeOutputShape(layer.buildShape));
}

function connectionsOf(node: LayerNode): readonly Connection[] {
  return parentsOf(node).map(({ sourceLayer, nodeIndex, tensorIndex }) => ({
    name: sourceLayer.name,
    nodeIndex,
    tensorIndex,
  }));
}

/** All nodes that the outputs are computed by. */
function nodesOf(outputs: readonly SymbolicTensor[]): ReadonlySet<LayerNode> {
  const nodes = new Set<LayerNode>();
  const visit = (symbol: SymbolicTensor): void => {
    const node = nodeOf(symbol);
    if (nodes.has(node)) return;
    nodes.add(node);
    parentsOf(node).forEach(visit);
  };
  outputs.forEach(visit);
  return nodes;
}

/** Whether a node has several inputs, two nodes lie side by side, or a layer is used twice. */
function hasBranches(nodes: ReadonlySet<LayerNode>): boolean {
  const distances = [...nodes].map((node) => distanceFromInput(node));
  const usedLayers = new Set([...nodes].map(({ outboundLayer }) => outboundLayer));
  return (
    [...nodes].some((node) => parentsOf(node).length > 1) ||
    new Set(distances).size < nodes.size ||
    usedLayers.size < nodes.size
  );
}

/** Along a chain: the first input alone counts. */
function distanceFromInput(node: LayerNode): number {
  let distance = 0;
  for (let [parent] = parentsOf(node); parent; [parent] = parentsOf(nodeOf(parent))) distance += 1;
  return distance;
}

function nodeOf(symbol: SymbolicTensor): LayerNode {
  return at(symbol.sourceLayer.inboundNodes, symbol.nodeIndex);
}

/** What a node is computed from; an input layer's node is computed from nothing. */
function parentsOf(node: LayerNode): readonly SymbolicTensor[] {
  return node.inboundLayers.length === 0 ? [] : node.inputTensors;
}

function totalOf(weights: readonly LayerVariable[]): WeightTotal {
  const count = [...new Set(weights)].reduce((sum, { shape }) => sum + product(shape.map((size) => size ?? 1)), 0);
  return { count, bytes: count * BYTES_PER_NUMBER };
}

/** Null before the first update, which makes the slots. */
function describeOptimizer(optimizer: SummarizedOptimizer): WeightTotal | null {
  if (optimizer.iterations === 0 && optimizer.variables.length === 0) return null;
  const slotSize = optimizer.variables.reduce((sum, { size }) => sum + size, 0);
  // Nadam keeps a product of all its steps, which Keras counts as a variable.
  const slots = slotSize + (optimizer.className === 'Nadam' ? 1 : 0);
  // A schedule takes the place of the learning rate's variable.
  const hasRate = typeof optimizer.getConfig().learningRate === 'number';
  return {
    count: slots + 1 + (hasRate ? 1 : 0),
    bytes: slots * BYTES_PER_NUMBER + STEP_BYTES + (hasRate ? LEARNING_RATE_BYTES : 0),
  };
}
