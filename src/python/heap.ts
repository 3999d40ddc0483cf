import type { GradientNode } from '../torch/autograd/gradient-node.ts';
import { trackAll } from '../torch/memory.ts';
import type { Storage } from '../torch/storage.ts';
import type { Tensor } from '../torch/tensor.ts';

/**
 * Frees what neither Python nor the tape can reach. Python counts references and says which tensors it holds; what these
 * need for a backward, their graph holds.
 */
export class Heap {
  /** How many of Python's objects hold a tensor. */
  readonly #held = new Map<Tensor, number>();
  readonly #made = trackAll();

  /** Notes that one more of Python's objects holds a tensor. */
  hold(tensor: Tensor): void {
    this.#held.set(tensor, (this.#held.get(tensor) ?? 0) + 1);
  }

  /** Notes that one of them is gone. */
  #release(tensor: Tensor): void {
    const count = this.#held.get(tensor) ?? 0;
    if (count > 1) this.#held.set(tensor, count - 1);
    else this.#held.delete(tensor);
  }

  /**
   * Frees every storage out of reach. Must not run while an operation of the dialect does.
   *
   * @param released the tensors of Python's objects that are gone since the last time
   */
  sweep(released: readonly Tensor[]): void {
    for (const tensor of released) this.#release(tensor);
    const reached = new Reached();
    for (const tensor of this.#held.keys()) reached.add(tensor);
    for (const storage of this.#made) if (!reached.storages.has(storage)) storage.dispose();
  }
}

/** What can be reached from some tensors. */
class Reached {
  readonly storages = new Set<Storage>();
  readonly #nodes = new Set<GradientNode>();

  add(tensor: Tensor): void {
    const nodes = this.#addTensor(tensor);
    // Not by recursion: a graph can be deeper than the stack.
    for (let node = nodes.pop(); node; node = nodes.pop()) {
      if (this.#nodes.has(node)) continue;
      this.#nodes.add(node);
      for (const saved of Object.values(node.saved)) nodes.push(...this.#addTensor(saved));
      for (const retaining of node.retaining.values()) nodes.push(...this.#addTensor(retaining));
      for (const [next] of node.nextFunctions) if (next) nodes.push(next);
    }
  }

  #addTensor(tensor: Tensor): GradientNode[] {
    this.storages.add(tensor.storage);
    const of = [tensor.grad, tensor.base].flatMap((other) => (other ? this.#addTensor(other) : []));
    const [node] = tensor.gradientEdge;
    return node ? [...of, node] : of;
  }
}
