import type { KernelGraph, KernelNode } from '../kernel-graph.ts';
import { changedBy } from './graph-index.ts';
import { withoutRepetitions } from './substitute-memories.ts';

/** Computes once what the step computes twice from the same values. Kernels with several outputs stay. */
export function mergeEqualKernels(graph: KernelGraph, wanted: ReadonlySet<number>): KernelGraph {
  const known = new Map<string, number>();
  const versions = new Map<number, number>();
  return withoutRepetitions(graph, (node) => {
    for (const memory of changedBy(node)) versions.set(memory, (versions.get(memory) ?? 0) + 1);
    const [output, ...others] = node.outputs;
    if (!output || others.length > 0 || wanted.has(output.memory)) return null;
    const key = keyOf(node, versions);
    const equal = known.get(key);
    if (equal === undefined) known.set(key, output.memory);
    return equal ?? null;
  });
}

/** Says all that the outputs depend on: memories that are changed in place have another version afterwards. */
function keyOf({ kernel, inputs, attributes, outputs }: KernelNode, versions: ReadonlyMap<number, number>): string {
  const uses = Object.entries(inputs).map(([name, use]) => [name, use, versions.get(use.memory) ?? 0]);
  // NaN and infinities are null in JSON.
  const values = JSON.stringify(attributes, (_, value: unknown) => (typeof value === 'number' ? String(value) : value));
  return JSON.stringify([kernel, uses, values, outputs.map(({ shape, dtype }) => [shape, dtype])]);
}
