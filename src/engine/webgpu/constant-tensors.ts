import { dispose, engine, keep, reshape, tensor, tidy, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';
import type { KernelGraph, KernelNode, Use } from '../recording/kernel-graph.ts';

/** What a graph computes from constants alone, computed once. */
export class ConstantTensors {
  readonly #tensors = new Map<number, Tensor>();
  readonly #made: Tensor[] = [];
  /** The graph without the kernels that were run. */
  readonly graph: KernelGraph;

  constructor(graph: KernelGraph) {
    let nodes: readonly KernelNode[] = [];
    tidy(() => {
      nodes = graph.nodes.filter((node) => !this.#compute(node, graph));
    });
    this.graph = { ...graph, nodes };
  }

  /** The tensor of a memory that was computed, or null. */
  at(memory: number): Tensor | null {
    return this.#tensors.get(memory) ?? null;
  }

  dispose(): void {
    dispose(this.#made);
  }

  #compute(node: KernelNode, graph: KernelGraph): boolean {
    const inputs = Object.entries(node.inputs).flatMap(([name, use]) => {
      const value = this.#constantOf(use, graph);
      return value ? [[name, value] as const] : [];
    });
    const isConstant = inputs.length === Object.keys(node.inputs).length && node.outputs.length > 0;
    if (!isConstant) return false;
    const arguments_ = node.takesList ? inputs.map(([, value]) => value) : Object.fromEntries(inputs);
    const outputs = [engine().runKernel(node.kernel, arguments_ as NamedTensorMap, node.attributes)].flat();
    node.outputs.forEach(({ memory }, index) => {
      const output = outputs[index];
      if (output) this.#tensors.set(memory, keep(output));
      if (output) this.#made.push(output);
    });
    return true;
  }

  #constantOf({ memory, shape, dtype }: Use, { memories }: KernelGraph): Tensor | null {
    const computed = this.#tensors.get(memory);
    if (computed) return reshape(computed, [...shape]);
    const origin = memories[memory]?.origin;
    return origin?.kind === 'constant' ? tensor(origin.values, [...shape], dtype) : null;
  }
}
