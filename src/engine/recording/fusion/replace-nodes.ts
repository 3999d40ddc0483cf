import type { KernelGraph, KernelNode } from '../kernel-graph.ts';

/** What becomes of nodes: another one in the place of each, or none where it is null. */
export type Replacements = ReadonlyMap<KernelNode, KernelNode | null>;

/** The graph with some of its nodes replaced. */
export function replaceNodes(graph: KernelGraph, replacements: Replacements): KernelGraph {
  if (replacements.size === 0) return graph;
  const nodes = graph.nodes.flatMap((node) => {
    const replacement = replacements.get(node);
    return replacement === undefined ? [node] : (replacement ?? []);
  });
  return { ...graph, nodes };
}
