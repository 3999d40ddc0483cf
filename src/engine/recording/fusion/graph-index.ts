import type { KernelGraph, KernelNode } from '../kernel-graph.ts';
import { OPTIMIZER_UPDATE } from '../../optimizer-update.ts';

/** The memories that a kernel changes in place. */
export function changedBy({ kernel, inputs }: KernelNode): readonly number[] {
  if (kernel !== OPTIMIZER_UPDATE) return [];
  return Object.entries(inputs).flatMap(([name, { memory }]) => (/^(parameter|state)/.test(name) ? [memory] : []));
}

/** Who writes and who reads the memories of a graph. */
export class GraphIndex {
  readonly #memories: KernelGraph['memories'];
  readonly #wanted: ReadonlySet<number>;
  readonly #producers = new Map<number, KernelNode>();
  readonly #consumers = new Map<number, KernelNode[]>();
  readonly #positions = new Map<KernelNode, number>();
  readonly #changes: number[] = [];

  /** @param wanted memories whose values are needed after the step. */
  constructor({ nodes, memories }: KernelGraph, wanted: ReadonlySet<number>) {
    this.#memories = memories;
    this.#wanted = wanted;
    for (const [position, node] of nodes.entries()) {
      this.#positions.set(node, position);
      if (changedBy(node).length > 0) this.#changes.push(position);
      for (const { memory } of node.outputs) this.#producers.set(memory, node);
      for (const memory of new Set(Object.values(node.inputs).map((use) => use.memory))) {
        this.#consumers.set(memory, [...(this.#consumers.get(memory) ?? []), node]);
      }
    }
  }

  /** The kernel that computes a memory, or null of one from before the step. */
  producerOf(memory: number | undefined): KernelNode | null {
    return memory === undefined ? null : (this.#producers.get(memory) ?? null);
  }

  /** Whether every value of a memory is known to be this one. */
  isFullOf(value: 0 | 1, memory: number): boolean {
    const producer = this.producerOf(memory);
    if (producer?.kernel === 'ZerosLike') return value === 0;
    if (producer) return producer.kernel === 'Fill' && producer.attributes.value === value;
    const origin = this.#memories[memory]?.origin;
    return origin?.kind === 'constant' && origin.values.every((constant) => constant === value);
  }

  consumersOf(memory: number): readonly KernelNode[] {
    return this.#consumers.get(memory) ?? [];
  }

  /** Whether `later` can run in the place of `earlier` as far as its other input is concerned. */
  isThereBefore(memory: number, earlier: KernelNode, later: KernelNode): boolean {
    const [first, last] = [this.#positionOf(earlier), this.#positionOf(later)];
    const producer = this.#producers.get(memory);
    const isComputedBefore = !producer || this.#positionOf(producer) < first;
    return isComputedBefore && !this.#changes.some((position) => position > first && position < last);
  }

  /** The one kernel that reads a memory which nobody else needs, or null. */
  onlyConsumerOf(memory: number): KernelNode | null {
    const [consumer, ...others] = this.consumersOf(memory);
    return consumer && others.length === 0 && !this.#wanted.has(memory) ? consumer : null;
  }

  #positionOf(node: KernelNode): number {
    return this.#positions.get(node) ?? -1;
  }
}
