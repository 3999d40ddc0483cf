import * as tf from '@tensorflow/tfjs-core';
import { observeBackpropagation } from '../../keras/autodiff/backpropagation-observer.ts';
import type { Operation } from '../../keras/autodiff/operation-stream.ts';
import type { EdgeIndex, NodeIndex, TensorIndex } from '../autograd-protocol.ts';
import { FilmDraft } from './film-draft.ts';
import { localMatrices } from './local-matrices.ts';

/** TensorFlow's names of operations that tfjs calls otherwise. */
const OPERATION_NAMES: Readonly<Record<string, string>> = { Add: 'AddV2', Multiply: 'Mul', BatchMatMul: 'MatMul' };

/** tfjs names a clone, and a function with a gradient of its own, after what it is called in: `logSoftmax__op`. */
const SCOPE_NAME = /^(unnamed scope|(\w+)__op)$/;

/** Follows a program of TensorFlow through the operations that run. */
export class TapeTracer {
  readonly draft = new FilmDraft<tf.Tensor>((tensor) => this.quietly(() => kept(tensor)));
  /** Whether what runs is no part of the program. */
  #isQuiet = false;
  readonly #nodes = new Map<number, NodeIndex>();
  readonly #made = new Map<Operation, NodeIndex>();
  /** Matrices of local derivatives, by the place of the event that they belong to. */
  readonly jacobians = new Map<number, readonly (TensorIndex | null)[]>();
  /** Edges by the operation's own names of its inputs. */
  readonly #inputEdges = new Map<Operation, ReadonlyMap<string, EdgeIndex>>();
  #pass = 0;

  /** An operation has run. Whether a tape holds it is known when the tape ends. */
  ran(operation: Operation): void {
    if (this.#isQuiet) return;
    const { kernelName } = operation;
    const [output] = operation.outputs;
    const [first] = Object.values(operation.inputs);
    if (!output) return;
    if (first && isCopy(operation) && first.dtype === output.dtype) {
      // The program goes on with the copy, which would be freed with its tape.
      this.draft.keep(output);
      this.#nodes.set(output.id, this.nodeOf(first));
      return;
    }
    const { draft } = this;
    const sources = Object.entries(operation.inputs).map(([input, tensor]) => [input, this.nodeOf(tensor)] as const);
    const name = operationName(kernelName);
    const node = draft.addNode(
      { kind: 'unrecorded', operation: name, name: null, value: draft.keep(output), saved: [] },
      [],
    );
    const edges = sources.map(
      ([input, from]) => [input, draft.addEdge({ from, to: node, isDifferentiable: false })] as const,
    );
    this.#inputEdges.set(operation, new Map(edges));
    for (const { id } of operation.outputs) this.#nodes.set(id, node);
    this.#made.set(operation, node);
    draft.tell({ type: 'computed', node });
  }

  /** Runs what is no part of the program: it is not told. */
  quietly<Result>(run: () => Result): Result {
    const before = this.#isQuiet;
    this.#isQuiet = true;
    try {
      return run();
    } finally {
      this.#isQuiet = before;
    }
  }

  /** A tape is asked for gradients of `target`; `run` does it. */
  pass<Result>(target: tf.Tensor, seed: tf.Tensor | null, isConsumed: boolean, run: () => Result): Result {
    const { draft } = this;
    this.#pass += 1;
    const pass = this.#pass;
    let isSeeded = false;
    const seeded = () => {
      if (isSeeded) return;
      isSeeded = true;
      const gradient = draft.keep(seed ?? tf.onesLike(target));
      draft.tell({ type: 'seeded', node: this.nodeOf(target), pass, gradient });
    };
    return observeBackpropagation((operation, [arrived], sent) => {
      const node = this.#made.get(operation);
      if (node === undefined || !arrived) return;
      seeded();
      const edges = this.#inputEdges.get(operation);
      const going = sent.flatMap(({ name, gradient }) => {
        const edge = edges?.get(name);
        return edge === undefined ? [] : [{ name, flow: { edge, gradient: draft.keep(gradient), local: null } }];
      });
      const matrices = localMatrices(
        operation,
        arrived,
        going.map(({ name }) => name),
      );
      this.jacobians.set(
        draft.events.length,
        matrices.map((matrix) => matrix && draft.keep(matrix)),
      );
      const flows = going.map(({ flow }) => flow);
      draft.tell({ type: 'propagated', node, pass, gradient: draft.keep(arrived), flows, isReleased: isConsumed });
    }, run);
  }

  /** A tape has ended with these operations; gradients go to what depends on its watched variables. */
  recorded(tape: number, operations: readonly Operation[], variables: readonly tf.Tensor[]): void {
    const watched = variables.map((variable) => this.nodeOf(variable));
    const held = this.#hold(
      operations.flatMap((operation) => this.#made.get(operation) ?? []),
      watched,
    );
    this.draft.tell({ type: 'recorded', tape, operations: held, watched });
  }

  /** Everything that was computed is part of a traced function. */
  traced(): void {
    this.#hold([...this.#made.values()], this.draft.nodes.keys());
    for (const node of this.draft.nodes) if (node.kind === 'constant') node.operation = 'Placeholder';
  }

  /** Marks operations as recorded, and the edges to them that come from one another or from `sources`. */
  #hold(made: readonly NodeIndex[], sources: Iterable<NodeIndex>): number {
    const { nodes, edges } = this.draft;
    const leading = new Set([...sources, ...made]);
    for (const index of made) {
      const node = nodes[index];
      if (node) node.kind = 'operation';
    }
    edges.forEach((edge, place) => {
      if (made.includes(edge.to) && leading.has(edge.from)) edges[place] = { ...edge, isDifferentiable: true };
    });
    return made.length;
  }

  /** `output` is `input` without its history. */
  stopped(input: tf.Tensor, output: tf.Tensor): void {
    const { draft } = this;
    const from = this.nodeOf(input);
    const node = draft.addNode(
      { kind: 'unrecorded', operation: 'StopGradient', name: null, value: draft.keep(output), saved: [] },
      [],
    );
    draft.addEdge({ from, to: node, isDifferentiable: false });
    this.#nodes.set(output.id, node);
    draft.tell({ type: 'computed', node });
  }

  /** A variable that a tape will watch. */
  variable(variable: tf.Tensor): void {
    const { draft } = this;
    const value = draft.keep(variable);
    const node = draft.addNode({ kind: 'leaf', operation: 'Variable', name: null, value, saved: [] }, []);
    this.#nodes.set(variable.id, node);
    draft.tell({ type: 'computed', node });
  }

  changed(variable: tf.Tensor): void {
    this.draft.tell({ type: 'changed', node: this.nodeOf(variable), value: this.draft.keep(variable) });
  }

  named(tensor: tf.Tensor, name: string): void {
    const node = this.draft.nodes[this.nodeOf(tensor)];
    if (node) node.name ??= name;
  }

  nodeOf(tensor: tf.Tensor): NodeIndex {
    const known = this.#nodes.get(tensor.id);
    if (known !== undefined) return known;
    const { draft } = this;
    const value = draft.keep(tensor);
    const node = draft.addNode({ kind: 'constant', operation: '', name: null, value, saved: [] }, []);
    this.#nodes.set(tensor.id, node);
    draft.tell({ type: 'computed', node });
    return node;
  }
}

/** The values that a tensor has now: those of a variable change. */
function kept(tensor: tf.Tensor): tf.Tensor {
  return tf.keep(tensor instanceof tf.Variable ? tf.clone(tensor) : tensor);
}

/** Whether tfjs alone needs it: its result is its input. Of a clone the input is called x, of a function it has a number. */
function isCopy({ kernelName, inputs }: Operation): boolean {
  return ['Identity', 'Cast'].includes(kernelName) || (SCOPE_NAME.test(kernelName) && 'x' in inputs);
}

function operationName(kernelName: string): string {
  const called = SCOPE_NAME.exec(kernelName)?.[2];
  if (called !== undefined) return called.charAt(0).toUpperCase() + called.slice(1);
  return OPERATION_NAMES[kernelName] ?? kernelName;
}
