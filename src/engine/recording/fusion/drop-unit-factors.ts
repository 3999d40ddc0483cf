import { sizeOf, type KernelGraph, type KernelNode, type Use } from '../kernel-graph.ts';
import { GraphIndex } from './graph-index.ts';
import { withoutRepetitions } from './substitute-memories.ts';

/** Leaves out products with ones, such as the gradient of the loss with respect to itself. */
export function dropUnitFactors(graph: KernelGraph, wanted: ReadonlySet<number>): KernelGraph {
  const index = new GraphIndex(graph, wanted);
  const isOne = ({ memory }: Use): boolean => index.isFullOf(1, memory);
  return withoutRepetitions(graph, (node) => {
    const kept = keptFactor(node, isOne);
    const [output] = node.outputs;
    const isTheSame = kept && output && sizeOf(kept) === sizeOf(output) && kept.dtype === output.dtype;
    return isTheSame && !wanted.has(output.memory) ? kept.memory : null;
  });
}

function keptFactor({ kernel, inputs: { a, b } }: KernelNode, isOne: (use: Use) => boolean): Use | null {
  if (!a || !b) return null;
  if ((kernel === 'Multiply' || kernel === 'RealDiv') && isOne(b)) return a;
  return kernel === 'Multiply' && isOne(a) ? b : null;
}
