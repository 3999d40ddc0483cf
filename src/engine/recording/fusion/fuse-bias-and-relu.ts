import { _FusedMatMul, BatchMatMul, Conv2D, FusedConv2D, type NamedAttrMap } from '@tensorflow/tfjs-core';
import type { KernelGraph, KernelNode, Use } from '../kernel-graph.ts';
import { GraphIndex } from './graph-index.ts';
import { replaceNodes } from './replace-nodes.ts';

/** Kernels that can add a bias and apply a relu to what they compute, by the name under which they do. */
const FUSED: Readonly<Record<string, string>> = {
  [Conv2D]: FusedConv2D,
  [FusedConv2D]: FusedConv2D,
  [BatchMatMul]: _FusedMatMul,
  [_FusedMatMul]: _FusedMatMul,
};

/** Adds a bias in the kernel of the product before it. */
export function fuseBias(graph: KernelGraph, wanted: ReadonlySet<number>): KernelGraph {
  const index = new GraphIndex(graph, wanted);
  const replacements = new Map<KernelNode, KernelNode | null>();
  for (const node of graph.nodes) {
    const { a, b } = node.inputs;
    if (node.kernel !== 'Add' || !a || !b || !isBias(b, a)) continue;
    const product = productAt(a, index);
    if (!product || product.inputs.bias || !index.isThereBefore(b.memory, product, node)) continue;
    replacements.set(product, withEpilogue(product, { bias: b }, {}, node.outputs));
    replacements.set(node, null);
  }
  return replaceNodes(graph, replacements);
}

/** Applies a relu in the kernel of the product before it. */
export function fuseRelu(graph: KernelGraph, wanted: ReadonlySet<number>): KernelGraph {
  const index = new GraphIndex(graph, wanted);
  const replacements = new Map<KernelNode, KernelNode | null>();
  for (const node of graph.nodes) {
    const { x } = node.inputs;
    const product = node.kernel === 'Relu' && x ? productAt(x, index) : null;
    if (!product) continue;
    replacements.set(product, withEpilogue(product, {}, { activation: 'relu' }, node.outputs));
    replacements.set(node, null);
  }
  return replaceNodes(graph, replacements);
}

/** A vector that is added to every row of float32. */
function isBias({ shape, dtype }: Use, { shape: rows, dtype: type }: Use): boolean {
  return dtype === 'float32' && type === 'float32' && shape.length === 1 && shape[0] === rows.at(-1);
}

/** The product that computes a value for one kernel alone, and that does nothing else to it yet. */
function productAt({ memory }: Use, index: GraphIndex): KernelNode | null {
  const product = index.producerOf(memory);
  if (!product || FUSED[product.kernel] === undefined || !index.onlyConsumerOf(memory)) return null;
  const { activation = 'linear', dataFormat = 'NHWC' } = product.attributes;
  const isMatrix = product.outputs[0]?.shape.length === 2;
  const isPlain = activation === 'linear' && dataFormat === 'NHWC' && !product.inputs.reluOutput;
  return isPlain && (isMatrix || product.kernel.endsWith(Conv2D)) ? product : null;
}

/** The output keeps the product's shape: what follows may have reshaped it. */
function withEpilogue(
  product: KernelNode,
  inputs: KernelNode['inputs'],
  attributes: NamedAttrMap,
  outputs: readonly Use[],
): KernelNode {
  const shapes = product.outputs.map(({ shape }) => shape);
  return {
    ...product,
    kernel: FUSED[product.kernel] ?? product.kernel,
    inputs: { ...product.inputs, ...inputs },
    attributes: { activation: 'linear', dimRoundingMode: 'floor', ...product.attributes, ...attributes },
    outputs: outputs.map((use, index) => ({ ...use, shape: shapes[index] ?? use.shape })),
  };
}
