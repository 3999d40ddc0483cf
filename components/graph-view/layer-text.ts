import type { GraphNode, LayerInput, ModelGraph, NumberTotal } from '../../src/network/model-graph.ts';
import type { DialectName } from '../../src/training/protocol.ts';

/** A line inside a layer's box. */
export interface LayerLine {
  readonly role: 'class' | 'input' | 'shape' | 'parameters';
  readonly text: string;
}

/** What stands in a layer's box: its class, the size that it has to know, its output, its parameters. */
export function layerLines(node: GraphNode, dialect: DialectName): readonly LayerLine[] {
  const { className, input, outputShape, weights } = node;
  return [
    { role: 'class', text: className },
    ...(input ? [{ role: 'input' as const, text: `${inputText(input)}${input.isInferred ? ', inferred' : ''}` }] : []),
    { role: 'shape', text: shapeText(outputShape, dialect) },
    ...(weights.length > 0 ? [{ role: 'parameters' as const, text: parametersText(node) }] : []),
  ];
}

/** All of a layer's box in words, and which layers of the other framework are the same. */
export function layerLabel(node: GraphNode, dialect: DialectName): string {
  const other = dialect === 'torch' ? 'Keras' : 'PyTorch';
  const partners = node.partners.length > 0 ? `; in ${other}: ${node.partners.join(', ')}` : '';
  const lines = layerLines(node, dialect).map(({ text }) => text);
  return `${node.id}: ${lines.join(', ')}${partners}`;
}

/** The constructor's call, in Python. */
export function callText({ kind, className, settings }: GraphNode, dialect: DialectName): string {
  if (kind === 'input') return 'the input';
  if (kind === 'function') return `torch.${className}(…)`;
  return `${dialect === 'torch' ? 'nn' : 'layers'}.${className}(${settings})`;
}

/** As each framework prints it, with N for PyTorch's batch. */
export function shapeText(shape: readonly (number | null)[], dialect: DialectName): string {
  const batch = dialect === 'torch' ? 'N' : 'None';
  return `(${shape.map((size) => size ?? batch).join(', ')})`;
}

/** "896 parameters", and what is kept without being trained. */
function parametersText(node: GraphNode): string {
  const [trained, kept] = [countOf(node, true), countOf(node, false)];
  return `${grouped(trained)} parameters${kept > 0 ? ` + ${grouped(kept)} kept` : ''}`;
}

/** Numbers in the weights that an optimizer changes, or in the others. */
export function countOf({ weights }: GraphNode, trainable: boolean): number {
  return weights
    .filter((weight) => weight.trainable === trainable)
    .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
}

/** The sums under a diagram. */
export function totalsText({ trainable, other }: ModelGraph, dialect: DialectName): string {
  const kept = dialect === 'torch' ? 'in buffers' : 'non-trainable';
  return `${totalText(trainable, dialect === 'torch' ? 'parameters' : 'trainable parameters')}; ${totalText(other, kept)}`;
}

export function grouped(count: number): string {
  return count.toLocaleString('en');
}

function totalText({ count, bytes }: NumberTotal, name: string): string {
  return `${grouped(count)} ${name} (${grouped(bytes)} bytes)`;
}

/** "in_features=784", or "784 features". */
export function inputText({ name, size, isInferred }: LayerInput): string {
  if (!isInferred) return `${name}=${size}`;
  return `${grouped(size)} ${size === 1 ? name.replace(/s$/, '') : name}`;
}
