import type { KernelGraph } from '../kernel-graph.ts';
import { dropUnitFactors } from './drop-unit-factors.ts';
import { dropUnusedKernels } from './drop-unused-kernels.ts';
import { fuseBias, fuseRelu } from './fuse-bias-and-relu.ts';
import { fuseReluGradient, readReluOutputs } from './fuse-relu-gradient.ts';
import { mergeEqualKernels } from './merge-equal-kernels.ts';

type Pass = (graph: KernelGraph, wanted: ReadonlySet<number>) => KernelGraph;

/** In this order: what stands after a relu reads its output before the relu moves into the product before it. */
const PASSES: readonly Pass[] = [
  mergeEqualKernels,
  dropUnitFactors,
  readReluOutputs,
  fuseBias,
  fuseRelu,
  fuseReluGradient,
  dropUnusedKernels,
];

/** The same computation with fewer kernels. @param wanted memories whose values are needed after the step. */
export function fuseKernels(graph: KernelGraph, wanted: ReadonlySet<number>): KernelGraph {
  return PASSES.reduce((fused, pass) => pass(fused, wanted), graph);
}
