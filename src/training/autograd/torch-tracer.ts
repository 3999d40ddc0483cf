import { AccumulateGrad } from '../../torch/autograd/accumulate-grad.ts';
import type { GradientNode } from '../../torch/autograd/gradient-node.ts';
import { observeTape, type TapeObserver } from '../../torch/autograd/tape-observer.ts';
import type { Tensor } from '../../torch/index.ts';
import type { EdgeFlow, EdgeIndex, FilmNodeKind, NodeIndex, TensorIndex } from '../autograd-protocol.ts';
import { FilmDraft } from './film-draft.ts';
import type { FilmLeaf } from './gradient-checks.ts';
import { localJacobians } from './local-jacobians.ts';
import type { TorchWatcher } from './torch-program.ts';

/** What is known of a node between the arrival of its gradient and its own gradients. */
interface Arrival {
  readonly gradient: TensorIndex | null;
  /** For each input, [elements of the output, elements of the input], or null. */
  readonly jacobians: readonly (TensorIndex | null)[];
  /** Of a leaf, its `grad` before. */
  readonly before: TensorIndex | null;
}

/** Follows a program of PyTorch through its tape: nodes and edges are those of `gradFn` and `nextFunctions`. */
export class TorchTracer implements TapeObserver, TorchWatcher {
  readonly draft = new FilmDraft<Tensor>((tensor) => tensor.detach().snapshot());
  /** Matrices of local derivatives, by the event that they belong to. */
  readonly jacobians = new Map<number, readonly (TensorIndex | null)[]>();
  /** In the order in which the program makes them. */
  readonly leaves: FilmLeaf[] = [];
  readonly #inputEdges = new Map<GradientNode, readonly (EdgeIndex | null)[]>();
  readonly #arrivals = new Map<GradientNode, Arrival>();
  #pass = 0;
  #isSeeded = false;
  #keepsGraph = false;

  /** Runs `compute` and watches the tape. */
  watch<Result>(compute: () => Result): Result {
    return observeTape(this, compute);
  }

  reached(line: number): void {
    this.draft.line = line;
  }

  /** What a backward does is told by the tape itself. */
  backward(_root: Tensor, _seed: Tensor | null, keepsGraph: boolean, run: () => void): void {
    this.#pass += 1;
    this.#isSeeded = false;
    this.#keepsGraph = keepsGraph;
    run();
  }

  /** Tells of a tensor that a statement has computed by `operation` from `inputs`. Recorded ones are known already. */
  computed(tensor: Tensor, operation: string, inputs: readonly Tensor[]): void {
    if (this.draft.nodeOf(tensor) !== undefined || this.#recordedNode(tensor) !== undefined) return;
    const isLeaf = tensor.requiresGrad;
    const kind = isLeaf ? 'leaf' : inputs.length > 0 ? 'unrecorded' : 'constant';
    const sources = isLeaf ? [] : inputs.map((input) => this.#nodeOf(input));
    const node = this.#add(tensor, kind, isLeaf ? 'AccumulateGrad' : kind === 'constant' ? '' : operation);
    for (const from of sources) this.draft.addEdge({ from, to: node, isDifferentiable: false });
  }

  becameLeaf(tensor: Tensor): void {
    const index = this.#nodeOf(tensor);
    const node = this.draft.nodes[index];
    if (!node || !tensor.isLeaf) return;
    node.kind = tensor.requiresGrad ? 'leaf' : 'constant';
    node.operation = tensor.requiresGrad ? 'AccumulateGrad' : '';
    const isNew = !this.leaves.some((leaf) => leaf.node === index);
    if (tensor.requiresGrad && isNew && node.value !== null) this.leaves.push({ node: index, value: node.value });
  }

  changed(tensor: Tensor): void {
    if (tensor.isLeaf) this.draft.tell({ type: 'changed', node: this.#nodeOf(tensor), value: this.draft.keep(tensor) });
  }

  cleared(tensor: Tensor): void {
    const after = tensor.grad && this.draft.keep(tensor.grad);
    this.draft.tell({ type: 'cleared', node: this.#nodeOf(tensor), after });
  }

  readGradient(leaf: Tensor, copy: Tensor): void {
    const name = this.draft.nodes[this.#nodeOf(leaf)]?.name ?? null;
    this.#add(copy, 'constant', '', name === null ? null : `${name}.grad`);
  }

  /** The first name that a tensor gets stays. */
  named(tensor: Tensor, name: string): void {
    const node = this.draft.nodes[this.#nodeOf(tensor)];
    if (node) node.name ??= name;
  }

  recorded(node: GradientNode, inputs: readonly (Tensor | null)[], outputs: readonly Tensor[]): void {
    const [output] = outputs;
    if (!output) return;
    const { draft } = this;
    const sources = inputs.map((input) => input && this.#nodeOf(input));
    const saved = Object.entries(node.saved).map(([name, tensor]) => ({ name, tensor: draft.keep(tensor) }));
    const index = draft.addNode(
      { kind: 'operation', operation: node.name, name: null, value: draft.keep(output), saved },
      [node],
    );
    const edges = sources.map((from, input) => {
      const isDifferentiable = (node.nextFunctions[input]?.[0] ?? null) !== null;
      return from === null ? null : draft.addEdge({ from, to: index, isDifferentiable });
    });
    this.#inputEdges.set(node, edges);
    draft.tell({ type: 'computed', node: index });
  }

  arrived(node: GradientNode, gradients: readonly (Tensor | null)[]): void {
    const gradient = gradients.find((each) => each !== null);
    const isLeaf = node instanceof AccumulateGrad;
    const { draft } = this;
    const kept = gradient ? draft.keep(gradient) : null;
    if (!this.#isSeeded && kept !== null) {
      draft.tell({ type: 'seeded', node: this.#indexOf(node), pass: this.#pass, gradient: kept });
      this.#isSeeded = true;
    }
    this.#arrivals.set(node, {
      gradient: kept,
      jacobians: isLeaf ? [] : localJacobians(node).map((matrix) => matrix && draft.keep(matrix)),
      before: isLeaf && node.variable.grad ? draft.keep(node.variable.grad) : null,
    });
  }

  sent(node: GradientNode, gradients: readonly (Tensor | null)[]): void {
    const arrival = this.#arrivals.get(node);
    this.#arrivals.delete(node);
    if (!arrival) return;
    const { gradient, before, jacobians } = arrival;
    if (gradient === null) return;
    const told = { node: this.#indexOf(node), pass: this.#pass };
    if (node instanceof AccumulateGrad) {
      const { grad } = node.variable;
      if (!grad) return;
      this.draft.tell({ type: 'accumulated', ...told, added: gradient, before, after: this.draft.keep(grad) });
      return;
    }
    const flows: EdgeFlow[] = [];
    const matrices: (TensorIndex | null)[] = [];
    node.nextFunctions.forEach(([next], input) => {
      const edge = this.#inputEdges.get(node)?.[input] ?? null;
      const sent = gradients[input];
      if (!next || !sent || edge === null) return;
      flows.push({ edge, gradient: this.draft.keep(sent), local: null });
      matrices.push(jacobians[input] ?? null);
    });
    this.jacobians.set(this.draft.events.length, matrices);
    const isReleased = !this.#keepsGraph && Object.keys(node.saved).length > 0;
    this.draft.tell({ type: 'propagated', ...told, gradient, flows, isReleased });
  }

  #nodeOf(tensor: Tensor): NodeIndex {
    const known = this.#recordedNode(tensor) ?? this.draft.nodeOf(tensor);
    return (
      known ?? this.#add(tensor, tensor.requiresGrad ? 'leaf' : 'constant', tensor.requiresGrad ? 'AccumulateGrad' : '')
    );
  }

  #recordedNode(tensor: Tensor): NodeIndex | undefined {
    return tensor.gradFn ? this.#indexOf(tensor.gradFn) : undefined;
  }

  /** A node that no operation has told of: the end of the tape at a leaf, or one that a changed view has got. */
  #indexOf(node: GradientNode): NodeIndex {
    const known = this.draft.nodeOf(node instanceof AccumulateGrad ? node.variable : node);
    if (known !== undefined) return known;
    if (node instanceof AccumulateGrad) return this.#add(node.variable, 'leaf', node.name);
    const index = this.draft.addNode({ kind: 'operation', operation: node.name, name: null, value: null, saved: [] }, [
      node,
    ]);
    const edges = node.nextFunctions.map(([next]) =>
      next ? this.draft.addEdge({ from: this.#indexOf(next), to: index, isDifferentiable: true }) : null,
    );
    this.#inputEdges.set(node, edges);
    return index;
  }

  #add(tensor: Tensor, kind: FilmNodeKind, operation: string, name: string | null = null): NodeIndex {
    const value = this.draft.keep(tensor);
    const node = this.draft.addNode({ kind, operation, name, value, saved: [] }, [tensor]);
    this.draft.tell({ type: 'computed', node });
    return node;
  }
}
