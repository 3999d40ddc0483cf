import { ELEMENTWISE } from '../../elementwise.ts';
import { sizeOf, type KernelGraph, type KernelNode, type Use } from '../kernel-graph.ts';
import { expressionOf, typeOf } from './elementwise-expressions.ts';
import { changedBy, GraphIndex } from './graph-index.ts';
import { replaceNodes } from './replace-nodes.ts';

/** Operations of one size that become one kernel, in the place of the last of them. */
interface Cluster {
  readonly nodes: KernelNode[];
  readonly size: number;
}

/** Computes neighbouring operations of numbers at one place by one kernel. */
export function fuseElementwise(graph: KernelGraph, wanted: ReadonlySet<number>, mostBindings: number): KernelGraph {
  const index = new GraphIndex(graph, wanted);
  const isNeeded = (memory: number, nodes: readonly KernelNode[]) =>
    wanted.has(memory) || index.consumersOf(memory).some((consumer) => !nodes.includes(consumer));
  const replacements = new Map<KernelNode, KernelNode | null>();
  let open: Cluster[] = [];
  const close = (cluster: Cluster): void => {
    open = open.filter((each) => each !== cluster);
    if (cluster.nodes.length < 2) return;
    for (const node of cluster.nodes) replacements.set(node, null);
    const last = cluster.nodes.at(-1);
    if (last)
      replacements.set(
        last,
        fused(cluster.nodes, graph, (memory) => isNeeded(memory, cluster.nodes)),
      );
  };
  for (const node of graph.nodes) {
    // What is read before its change must not move behind it.
    if (changedBy(node).length > 0) open.forEach(close);
    const size = expressionOf(node) ? sizeOf(node.outputs[0] ?? { shape: [] }) : null;
    const own = open.find(
      (cluster) => cluster.size === size && bindingsOf([...cluster.nodes, node], graph, isNeeded) <= mostBindings,
    );
    for (const cluster of open) if (cluster !== own) noteReads(cluster, node, close);
    if (own) own.nodes.push(node);
    else if (size !== null) open.push({ nodes: [node], size });
  }
  open.forEach(close);
  return replaceNodes(graph, replacements);
}

/** A cluster ends where somebody else needs what it computes: it cannot move behind that. */
function noteReads(cluster: Cluster, node: KernelNode, close: (cluster: Cluster) => void): void {
  const computed = new Set(cluster.nodes.flatMap(({ outputs }) => outputs.map(({ memory }) => memory)));
  if (Object.values(node.inputs).some(({ memory }) => computed.has(memory))) close(cluster);
}

function bindingsOf(
  nodes: readonly KernelNode[],
  graph: KernelGraph,
  isNeeded: (memory: number, nodes: readonly KernelNode[]) => boolean,
): number {
  const outputs = nodes.flatMap((node) => node.outputs).filter(({ memory }) => isNeeded(memory, nodes));
  return inputsOf(nodes, graph).length + outputs.length;
}

/** What the nodes read that none of them computes, but for single numbers that the host knows. */
function inputsOf(nodes: readonly KernelNode[], graph: KernelGraph): readonly Use[] {
  const computed = new Set(nodes.flatMap(({ outputs }) => outputs.map(({ memory }) => memory)));
  const uses = new Map<number, Use>();
  for (const { kernel, inputs } of nodes) {
    for (const use of Object.values(inputs)) {
      const isRead = kernel !== 'ZerosLike' && !computed.has(use.memory) && literalOf(use, graph) === null;
      if (isRead) uses.set(use.memory, use);
    }
  }
  return [...uses.values()];
}

/** A single number that the host knows, as WGSL writes it. */
function literalOf({ memory, dtype, shape }: Use, { memories }: KernelGraph): string | null {
  const origin = memories[memory]?.origin;
  const [value] = origin?.kind === 'constant' ? origin.values : [];
  return value !== undefined && sizeOf({ shape }) === 1 && Number.isFinite(value) ? `${typeOf(dtype)}(${value})` : null;
}

function fused(nodes: readonly KernelNode[], graph: KernelGraph, isNeeded: (memory: number) => boolean): KernelNode {
  const inputs = inputsOf(nodes, graph);
  const names = new Map(inputs.map(({ memory }, index) => [memory, `a${index}`]));
  const code = nodes.map((node, index) => {
    const values = Object.entries(node.inputs).map(
      ([name, use]) => [name, names.get(use.memory) ?? literalOf(use, graph) ?? '0'] as const,
    );
    const [output] = node.outputs;
    if (output) names.set(output.memory, `v${index}`);
    return `let v${index} = ${expressionOf(node)?.(Object.fromEntries(values), node) ?? '0'};`;
  });
  const outputs = nodes.flatMap((node) => node.outputs).filter(({ memory }) => isNeeded(memory));
  outputs.forEach(({ memory }, index) => code.push(`let y${index} = ${names.get(memory) ?? '0'};`));
  return {
    kernel: ELEMENTWISE,
    inputs: Object.fromEntries(inputs.map((use, index) => [`x${index}`, use])),
    takesList: false,
    attributes: { code, shape: [...(outputs[0]?.shape ?? [])], dtypes: outputs.map(({ dtype }) => dtype) },
    outputs,
  };
}
