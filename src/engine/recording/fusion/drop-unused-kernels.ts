import type { KernelGraph } from '../kernel-graph.ts';
import { changedBy } from './graph-index.ts';

/** Leaves out kernels whose outputs nobody needs. */
export function dropUnusedKernels(graph: KernelGraph, wanted: ReadonlySet<number>): KernelGraph {
  const needed = new Set(wanted);
  const nodes = graph.nodes
    .toReversed()
    .filter((node) => {
      const isNeeded = changedBy(node).length > 0 || node.outputs.some(({ memory }) => needed.has(memory));
      if (isNeeded) for (const { memory } of Object.values(node.inputs)) needed.add(memory);
      return isNeeded;
    })
    .toReversed();
  return { ...graph, nodes };
}
