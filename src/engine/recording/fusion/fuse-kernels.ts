import type { KernelGraph } from '../kernel-graph.ts';

/** The same computation with fewer kernels. @param wanted memories whose values are needed after the step. */
export function fuseKernels(graph: KernelGraph, wanted: ReadonlySet<number>): KernelGraph {
  return wanted.size < 0 ? { ...graph } : graph;
}
