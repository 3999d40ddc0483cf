import type { KernelGraph } from '../kernel-graph.ts';
import { dropUnitFactors } from './drop-unit-factors.ts';
import { dropUnusedKernels } from './drop-unused-kernels.ts';
import { fuseBias, fuseRelu } from './fuse-bias-and-relu.ts';
import { fuseElementwise } from './fuse-elementwise.ts';
import { fuseReluGradient, readReluOutputs } from './fuse-relu-gradient.ts';
import { mergeEqualKernels } from './merge-equal-kernels.ts';

type Pass = (graph: KernelGraph, wanted: ReadonlySet<number>, mostBindings: number) => KernelGraph;

/** In this order: what stands after a relu reads its output before the relu moves into the product before it. */
const PASSES: readonly Pass[] = [
  mergeEqualKernels,
  dropUnitFactors,
  readReluOutputs,
  fuseBias,
  fuseRelu,
  fuseReluGradient,
  dropUnusedKernels,
  fuseElementwise,
];

/**
 * The same computation with fewer kernels.
 *
 * @param wanted memories whose values are needed after the step.
 * @param mostBindings storage buffers that the device can bind to a shader.
 */
export function fuseKernels(graph: KernelGraph, wanted: ReadonlySet<number>, mostBindings: number): KernelGraph {
  return PASSES.reduce((fused, pass) => pass(fused, wanted, mostBindings), graph);
}
