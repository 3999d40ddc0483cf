import type { GradientNode } from '../../torch/autograd/gradient-node.ts';
import * as torch from '../../torch/index.ts';
import type { GraphEdge, GraphNode, GraphWeight, LayerInput, ModelGraph } from '../../network/model-graph.ts';
import { totalOf } from './number-total.ts';

/** Two images, because the statistics of one alone have no spread. */
const BATCH_SIZE = 2;

/**
 * The graph of a Module, which does not know it itself: zeros go through, a hook at each layer sees what comes and what
 * goes, and the tape tells which operations lie between two layers.
 *
 * @param sampleShape of one input, without the batch.
 */
export function torchGraph(module: torch.nn.Module, sampleShape: readonly number[]): ModelGraph {
  const trace = new Trace();
  torch.scope(() => {
    const input = torch.zeros([BATCH_SIZE, ...sampleShape]).requiresGrad_();
    trace.begin(input);
    const handles = [...module.namedModules()]
      .filter(([, each]) => [...each.children()].length === 0)
      .flatMap(([path, each]) => [
        each.registerForwardPreHook((_, inputs) => trace.enter(path, inputs)),
        each.registerForwardHook((_, __, output) => trace.leave(path, each, output)),
      ]);
    trace.sourceOf(module.forward(input));
    for (const handle of handles) handle.remove();
  });
  return { ...trace.graph, trainable: totalOf(module.parameters()), other: totalOf(module.buffers()) };
}

/** What a forward pass has gone through so far. */
class Trace {
  readonly #nodes: GraphNode[] = [];
  readonly #edges: GraphEdge[] = [];
  /** Which node of the graph stands for a node of the tape. */
  readonly #ids = new Map<GradientNode, string>();
  readonly #functionCounts = new Map<string, number>();

  get graph(): Pick<ModelGraph, 'nodes' | 'edges'> {
    return { nodes: this.#nodes, edges: this.#edges };
  }

  begin(input: torch.Tensor): void {
    this.#nodes.push({ ...plainNode('input', input.shape), kind: 'input', className: 'Input' });
    this.#standsFor(input, 'input');
  }

  enter(path: string, inputs: readonly torch.Tensor[]): void {
    for (const input of inputs) this.#edges.push({ from: this.sourceOf(input), to: path });
  }

  leave(path: string, module: torch.nn.Module, output: torch.Tensor): void {
    this.#nodes.push({
      ...plainNode(path, output.shape),
      className: module.getName(),
      settings: module.extraRepr(),
      input: inputOf(module),
      weights: weightsOf(module),
    });
    this.#standsFor(output, path);
  }

  /** The id of the layer or function that made a tensor. Functions since the last layer become nodes. */
  sourceOf(tensor: torch.Tensor): string {
    const [node] = tensor.gradientEdge;
    return node ? this.#idOf(node) : 'input';
  }

  #standsFor(tensor: torch.Tensor, id: string): void {
    const [node] = tensor.gradientEdge;
    if (node) this.#ids.set(node, id);
  }

  #idOf(node: GradientNode): string {
    const known = this.#ids.get(node);
    if (known !== undefined) return known;
    const name = functionName(node);
    const count = this.#functionCounts.get(name) ?? 0;
    this.#functionCounts.set(name, count + 1);
    const id = count === 0 ? name : `${name}_${count}`;
    // What leads nowhere and was not met is a parameter of the module's own.
    const activations = node.nextFunctions.flatMap(([next]) =>
      next && (next.nextFunctions.length > 0 || this.#ids.has(next)) ? [next] : [],
    );
    const sources = activations.map((next) => this.#idOf(next));
    this.#nodes.push({ ...plainNode(id, node.outputShapes[0] ?? []), kind: 'function', className: name });
    this.#edges.push(...sources.map((from) => ({ from, to: id })));
    this.#ids.set(node, id);
    return id;
  }
}

function plainNode(id: string, shape: readonly number[]): GraphNode {
  const outputShape = [null, ...shape.slice(1)];
  return { id, kind: 'layer', className: '', settings: '', outputShape, input: null, weights: [], partners: [] };
}

/** `AddBackward0` is the gradient of `add`. */
function functionName({ name }: GradientNode): string {
  return name.replace(/Backward\d*$/, '').toLowerCase();
}

function inputOf(module: torch.nn.Module): LayerInput | null {
  if (module instanceof torch.nn.Linear) return { name: 'in_features', size: module.inFeatures, isInferred: false };
  if (module instanceof torch.nn.Conv2d) return { name: 'in_channels', size: module.inChannels, isInferred: false };
  if (module instanceof torch.nn.BatchNorm2d) {
    return { name: 'num_features', size: module.numFeatures, isInferred: false };
  }
  return null;
}

function weightsOf(module: torch.nn.Module): GraphWeight[] {
  const described = (trainable: boolean) => (entry: readonly [string, torch.Tensor]) => {
    const [name, { shape }] = entry;
    return { name, shape, trainable };
  };
  return [
    ...[...module.namedParameters({ recurse: false })].map(described(true)),
    ...[...module.namedBuffers({ recurse: false })].map(described(false)),
  ];
}
