import type { Tensor } from '../tensor.ts';
import { RuntimeError } from '../errors.ts';
import type { Shape } from '../shape.ts';

/** Where a gradient goes next: a node and which of its outputs the gradient belongs to. Null where none is needed. */
export type Edge = readonly [node: GradientNode | null, outputNumber: number];

/** A gradient for each input of an operation from a gradient for each of its outputs; null is a gradient of zeros. */
export type BackwardFunction = (gradients: readonly (Tensor | null)[]) => readonly (Tensor | null)[];

/** Looks at a gradient on its way, and may return another tensor in its place. */
export type GradientHook = (gradient: Tensor) => unknown;

interface SavedTensor {
  readonly tensor: Tensor;
  readonly version: number;
}

let created = 0;

/**
 * An operation on the tape. The tape is nothing but these nodes and their edges: each knows the nodes that made its
 * inputs, how to take gradients of its outputs to its inputs, and the tensors that this needs.
 *
 * @source https://docs.pytorch.org/docs/stable/autograd.html#torch.autograd.graph.Node
 */
export class GradientNode {
  /** PyTorch's name, such as `ReluBackward0`. */
  readonly name: string;
  readonly nextFunctions: readonly Edge[];
  /** Later operations have larger numbers, so that descending order is an order in which backward may run. */
  readonly sequenceNumber: number;
  /** Shapes of the outputs. */
  readonly outputShapes: readonly Shape[];
  /** For each output, hooks that see its whole gradient before the operation does. */
  readonly hooks: Set<GradientHook>[];
  /** Tensors that want to keep the gradient of an output, as after retainGrad. */
  readonly retaining = new Map<number, Tensor>();
  #saved: ReadonlyMap<string, SavedTensor>;
  readonly #savesNumber: boolean;
  #backward: BackwardFunction | null;

  constructor(
    name: string,
    nextFunctions: readonly Edge[],
    outputShapes: readonly Shape[],
    saved: Readonly<Record<string, Tensor>>,
    backward: BackwardFunction,
    savesNumber = false,
  ) {
    this.name = name;
    this.nextFunctions = nextFunctions;
    this.outputShapes = outputShapes;
    this.hooks = outputShapes.map(() => new Set());
    this.sequenceNumber = created++;
    this.#saved = new Map(
      Object.entries(saved).map(([key, tensor]) => [key, { tensor, version: tensor.storage.version }]),
    );
    this.#backward = backward;
    this.#savesNumber = savesNumber;
  }

  /** What backward needs of the forward pass, by PyTorch's names: `self`, `other`, `result`. Empty once it has run. */
  get saved(): Readonly<Record<string, Tensor>> {
    return Object.fromEntries([...this.#saved].map(([name, { tensor }]) => [name, tensor]));
  }

  /**
   * Gradients of the inputs.
   *
   * @throws {RuntimeError} when the saved tensors were freed by an earlier backward, or changed in place since.
   */
  apply(gradients: readonly (Tensor | null)[]): readonly (Tensor | null)[] {
    if (!this.#backward) {
      throw new RuntimeError(
        'Trying to backward through the graph a second time (or directly access saved tensors after they have already ' +
          'been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). ' +
          'Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved ' +
          'tensors after calling backward.',
        'Here that is { retainGraph: true }.',
      );
    }
    for (const { tensor, version } of this.#saved.values()) requireVersion(tensor, version);
    return this.#backward(gradients);
  }

  /** Lets go of the saved tensors. A node that saved none can run again, as in PyTorch. */
  release(): void {
    if (this.#saved.size === 0 && !this.#savesNumber) return;
    this.#saved = new Map();
    this.#backward = null;
  }
}

function requireVersion({ storage, shape, gradFn, outputNumber }: Tensor, expected: number): void {
  if (storage.version === expected) return;
  const source = gradFn ? `, which is output ${outputNumber} of ${gradFn.name},` : '';
  throw new RuntimeError(
    'one of the variables needed for gradient computation has been modified by an inplace operation: ' +
      `[torch.FloatTensor [${shape.join(', ')}]]${source} is at version ${storage.version}; expected ` +
      `version ${expected} instead`,
    'Use the operation that returns a new tensor, or clone() before the change.',
  );
}
