import type { KernelGraph, KernelNode } from '../kernel-graph.ts';
import { changedBy } from './graph-index.ts';

/** The node as it is when some memories are replaced by others. */
function withSubstitutes(node: KernelNode, substitutes: ReadonlyMap<number, number>): KernelNode {
  const inputs = Object.entries(node.inputs).map(
    ([name, use]) => [name, { ...use, memory: substitutes.get(use.memory) ?? use.memory }] as const,
  );
  return { ...node, inputs: Object.fromEntries(inputs) };
}

/**
 * Leaves out nodes whose output is a memory that there is already. What is changed in place is no other's: a copy of it, or
 * a copy that is changed, stays.
 *
 * @param sameAs the memory that a node computes anew, or null.
 */
export function withoutRepetitions(graph: KernelGraph, sameAs: (node: KernelNode) => number | null): KernelGraph {
  const substitutes = new Map<number, number>();
  const changed = new Set(graph.nodes.flatMap(changedBy));
  const nodes = graph.nodes.flatMap((node) => {
    const own = withSubstitutes(node, substitutes);
    const memory = sameAs(own);
    const [output] = own.outputs;
    if (memory === null || !output || changed.has(memory) || changed.has(output.memory)) return [own];
    substitutes.set(output.memory, memory);
    return [];
  });
  return { ...graph, nodes };
}
