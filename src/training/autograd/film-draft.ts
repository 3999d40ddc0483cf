import type {
  EdgeIndex,
  FilmEdge,
  FilmEvent,
  FilmHappening,
  FilmNode,
  NodeIndex,
  TensorIndex,
} from '../autograd-protocol.ts';

/** A node as long as the film is made. */
export type DraftNode = { -readonly [Key in keyof FilmNode]: FilmNode[Key] };

/** A program that is too long to be shown. */
export class FilmLimitError extends Error {}

/** Many more than anybody can look at. */
const MOST_NODES = 200;

/**
 * A film as it is made: nodes, edges and events with places of tensors in `kept`, whose numbers are read when the program
 * has run.
 */
export class FilmDraft<Tensor extends object> {
  readonly nodes: DraftNode[] = [];
  readonly edges: FilmEdge[] = [];
  readonly events: FilmEvent[] = [];
  readonly kept: Tensor[] = [];
  /** Line of the statement that runs, counted from 1. */
  line = 1;
  readonly #keep: (tensor: Tensor) => Tensor;
  readonly #nodeOf = new WeakMap<object, NodeIndex>();

  /** @param keep holds on to the values that a tensor has now. */
  constructor(keep: (tensor: Tensor) => Tensor) {
    this.#keep = keep;
  }

  keep(tensor: Tensor): TensorIndex {
    return this.kept.push(this.#keep(tensor)) - 1;
  }

  tell(happening: FilmHappening): void {
    this.events.push({ line: this.line, ...happening });
  }

  /** Adds a node, which can be found by each of the keys. @throws {FilmLimitError} when there are too many to be shown. */
  addNode(node: FilmNode, keys: readonly object[]): NodeIndex {
    if (this.nodes.length >= MOST_NODES) {
      throw new FilmLimitError(`The program computes more than ${MOST_NODES} tensors: they cannot all be drawn.`);
    }
    const index = this.nodes.push({ ...node }) - 1;
    for (const key of keys) this.#nodeOf.set(key, index);
    return index;
  }

  addEdge(edge: FilmEdge): EdgeIndex {
    return this.edges.push(edge) - 1;
  }

  nodeOf(key: object): NodeIndex | undefined {
    return this.#nodeOf.get(key);
  }
}
