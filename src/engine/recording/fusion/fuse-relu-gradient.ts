import { BatchMatMul, Conv2DBackpropInput, MaxPoolGrad } from '@tensorflow/tfjs-core';
import { sizeOf, type KernelGraph, type KernelNode, type Use } from '../kernel-graph.ts';
import { RELU_GRADIENT } from '../../relu-gradient.ts';
import { GraphIndex } from './graph-index.ts';
import { replaceNodes } from './replace-nodes.ts';

/** Kernels that can leave their result 0 where a relu's output is. */
const MASKING: ReadonlySet<string> = new Set([BatchMatMul, Conv2DBackpropInput, MaxPoolGrad]);

/** The signs of what goes into a relu are those of what comes out: so the former need not be kept. */
export function readReluOutputs(graph: KernelGraph, wanted: ReadonlySet<number>): KernelGraph {
  const index = new GraphIndex(graph, wanted);
  const replacements = new Map<KernelNode, KernelNode | null>();
  for (const node of graph.nodes) {
    const { x } = node.inputs;
    const relu =
      node.kernel === 'Step' && x ? index.consumersOf(x.memory).find(({ kernel }) => kernel === 'Relu') : null;
    const memory = relu?.outputs[0]?.memory;
    if (!x || memory === undefined) continue;
    replacements.set(node, { ...node, inputs: { x: { ...x, memory } } });
  }
  return replaceNodes(graph, replacements);
}

/** Computes the gradient of a relu in one kernel, which is the one before it where that can. */
export function fuseReluGradient(graph: KernelGraph, wanted: ReadonlySet<number>): KernelGraph {
  const index = new GraphIndex(graph, wanted);
  const replacements = new Map<KernelNode, KernelNode | null>();
  for (const node of graph.nodes) {
    const masked = maskedGradient(node, index);
    if (!masked) continue;
    const { gradient, reluOutput } = masked;
    const producer = index.producerOf(gradient.memory);
    const { outputs } = node;
    if (producer && canMask(producer, node, masked, index)) {
      const [{ shape } = gradient] = producer.outputs;
      const inputs = { ...producer.inputs, reluOutput: { ...reluOutput, shape } };
      replacements.set(producer, { ...producer, inputs, outputs: outputs.map((use) => ({ ...use, shape })) });
      replacements.set(node, null);
    } else {
      const inputs = { dy: gradient, reluOutput };
      replacements.set(node, { kernel: RELU_GRADIENT, inputs, takesList: false, attributes: {}, outputs });
    }
  }
  return replaceNodes(graph, replacements);
}

interface MaskedGradient {
  readonly gradient: Use;
  readonly reluOutput: Use;
}

/** The two ways in which gradients of a relu are written: a choice as in PyTorch, a product as in tfjs. */
function maskedGradient(node: KernelNode, index: GraphIndex): MaskedGradient | null {
  const found =
    node.kernel === 'Select' ? chosen(node, index) : node.kernel === 'Multiply' ? multiplied(node, index) : null;
  const isWhole = found && sizeOf(found.gradient) === sizeOf(found.reluOutput);
  return isWhole && found.gradient.dtype === 'float32' && found.reluOutput.dtype === 'float32' ? found : null;
}

function chosen({ inputs }: KernelNode, index: GraphIndex): MaskedGradient | null {
  const { condition, t, e } = inputs;
  const comparison = index.producerOf(condition?.memory);
  if (!t || !e || comparison?.kernel !== 'LessEqual' || !index.isFullOf(0, t.memory)) return null;
  const { a, b } = comparison.inputs;
  return a && b && isReluOutput(a, index) && index.isFullOf(0, b.memory) ? { gradient: e, reluOutput: a } : null;
}

function multiplied({ inputs: { a, b } }: KernelNode, index: GraphIndex): MaskedGradient | null {
  for (const [gradient, mask] of [
    [a, b],
    [b, a],
  ]) {
    const step = index.producerOf(mask?.memory);
    const x = step?.kernel === 'Step' && step.attributes.alpha === 0 ? step.inputs.x : undefined;
    if (gradient && x && isReluOutput(x, index)) return { gradient, reluOutput: x };
  }
  return null;
}

/** Also of a product with a relu in it. */
function isReluOutput({ memory }: Use, index: GraphIndex): boolean {
  const producer = index.producerOf(memory);
  return producer?.kernel === 'Relu' || producer?.attributes.activation === 'relu';
}

function canMask(
  producer: KernelNode,
  node: KernelNode,
  { gradient, reluOutput }: MaskedGradient,
  index: GraphIndex,
): boolean {
  const isPlain =
    MASKING.has(producer.kernel) && !producer.inputs.reluOutput && producer.attributes.dataFormat !== 'NCHW';
  const isMatrix = producer.kernel !== BatchMatMul || producer.outputs[0]?.shape.length === 2;
  return (
    isPlain &&
    isMatrix &&
    index.onlyConsumerOf(gradient.memory) === node &&
    index.isThereBefore(reluOutput.memory, producer, node)
  );
}
