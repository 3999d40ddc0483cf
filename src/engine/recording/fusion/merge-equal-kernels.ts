import type { KernelGraph, KernelNode, Use } from '../kernel-graph.ts';
import { changedBy } from './graph-index.ts';

/** Computes once what the step computes twice from the same values. */
export function mergeEqualKernels(graph: KernelGraph, wanted: ReadonlySet<number>): KernelGraph {
  const known = new Map<string, KernelNode>();
  const substitutes = new Map<number, number>();
  const versions = new Map<number, number>();
  const substitute = (use: Use): Use => ({ ...use, memory: substitutes.get(use.memory) ?? use.memory });
  const nodes = graph.nodes.flatMap((node) => {
    const inputs = Object.fromEntries(Object.entries(node.inputs).map(([name, use]) => [name, substitute(use)]));
    const own = { ...node, inputs };
    for (const memory of changedBy(own)) versions.set(memory, (versions.get(memory) ?? 0) + 1);
    const isMergeable = node.outputs.length > 0 && !node.outputs.some(({ memory }) => wanted.has(memory));
    const key = keyOf(own, versions);
    const equal = isMergeable ? known.get(key) : undefined;
    if (!equal) {
      known.set(key, own);
      return [own];
    }
    node.outputs.forEach(({ memory }, index) => {
      const output = equal.outputs[index];
      if (output) substitutes.set(memory, output.memory);
    });
    return [];
  });
  return { ...graph, nodes };
}

/** Says all that the outputs depend on: memories that are changed in place have another version afterwards. */
function keyOf({ kernel, inputs, attributes, outputs }: KernelNode, versions: ReadonlyMap<number, number>): string {
  const uses = Object.entries(inputs).map(([name, use]) => [name, use, versions.get(use.memory) ?? 0]);
  // NaN and infinities are null in JSON.
  const values = JSON.stringify(attributes, (_, value: unknown) => (typeof value === 'number' ? String(value) : value));
  return JSON.stringify([kernel, uses, values, outputs.map(({ shape, dtype }) => [shape, dtype])]);
}
