import {
  engine,
  Identity,
  Reshape,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
  type TensorInfo,
  type TypedArray,
} from '@tensorflow/tfjs-core';
import { changedBy } from './fusion/graph-index.ts';
import { listenToStepValues } from '../step-value.ts';
import type { KernelGraph, KernelNode, Memory, Origin, Use } from './kernel-graph.ts';

const READS = 'it reads the values of a tensor';

/** A step as it ran. */
export interface Trace extends KernelGraph {
  /** What the step returned, as memories of the graph. */
  readonly results: readonly Use[];
  /** Why the step cannot be replayed whatever its kernels are, or null. */
  readonly obstacle: string | null;
}

/** Runs a step eagerly and notes its kernels. The tensors that it returns are the caller's. */
export function traceStep<Results extends readonly Tensor[]>(
  step: (inputs: readonly Tensor[]) => Results,
  inputs: readonly Tensor[],
): { readonly results: Results; readonly trace: Trace } {
  const tracer = new Tracer(inputs);
  const results = tracer.run(() => step(inputs));
  return { results, trace: tracer.traceOf(results) };
}

class Tracer {
  readonly #nodes: KernelNode[] = [];
  readonly #memories: Memory[] = [];
  readonly #numbers = new Map<object, number>();
  /** Tensors that have the values of a memory, but not that memory. */
  readonly #copies = new Set<object>();
  /** Memories that were changed in place. */
  readonly #changed = new Set<number>();
  #obstacle: string | null = null;
  /** Kernels call kernels; those are their own affair. */
  #depth = 0;

  constructor(inputs: readonly Tensor[]) {
    inputs.forEach((input, index) => this.#add(input, { kind: 'argument', index }));
  }

  run<Result>(step: () => Result): Result {
    const restore = this.#listenToEngine();
    try {
      return listenToStepValues((value, compute) => {
        this.#replaceOrigin(value, { kind: 'stepValue', compute });
      }, step);
    } finally {
      restore();
    }
  }

  traceOf(results: readonly Tensor[]): Trace {
    const uses = results.map((result) => this.#use(result));
    return { nodes: this.#nodes, memories: this.#memories, results: uses, obstacle: this.#obstacle };
  }

  #listenToEngine(): () => void {
    const tfjs = engine();
    const runKernel = tfjs.runKernel.bind(tfjs);
    const makeTensor = tfjs.makeTensor.bind(tfjs);
    const read = tfjs.read.bind(tfjs);
    const readSync = tfjs.readSync.bind(tfjs);
    tfjs.runKernel = (kernel, inputs, attributes) =>
      this.#runKernel(kernel, inputs, attributes ?? {}, () => runKernel(kernel, inputs, attributes));
    tfjs.makeTensor = (...values) => this.#makeTensor(() => makeTensor(...values), values[0]);
    tfjs.read = (dataId) => {
      this.#obstacle ??= READS;
      return read(dataId);
    };
    tfjs.readSync = (dataId) => {
      if (this.#depth === 0) this.#obstacle ??= READS;
      return readSync(dataId);
    };
    // The methods of the class come to light again.
    return () => ['runKernel', 'makeTensor', 'read', 'readSync'].forEach((name) => Reflect.deleteProperty(tfjs, name));
  }

  #runKernel<T extends Tensor | Tensor[]>(
    kernel: string,
    inputs: NamedTensorMap,
    attributes: NamedAttrMap,
    run: () => T,
  ): T {
    if (this.#depth > 0) return this.#runInner(kernel, inputs, run);
    // Before it runs: what it reads may be known from before the step alone.
    const uses = this.#usesOf(inputs);
    this.#depth += 1;
    try {
      const outputs = run();
      this.#addNode(kernel, inputs, uses, attributes, [outputs].flat());
      return outputs;
    } finally {
      this.#depth -= 1;
    }
  }

  /** A kernel inside of another one: what tfjs saves for gradients is cloned there. */
  #runInner<T extends Tensor | Tensor[]>(kernel: string, inputs: NamedTensorMap, run: () => T): T {
    const outputs = run();
    const { x } = inputs;
    if (x && this.#numbers.has(x.dataId)) this.#isCopy(kernel, { x: this.#use(x) }, [outputs].flat());
    return outputs;
  }

  #usesOf(inputs: NamedTensorMap): Record<string, Use> {
    // The types of tfjs say that an input is always there.
    const given = Object.entries(inputs as Record<string, Tensor | undefined>);
    return Object.fromEntries(given.flatMap(([name, input]) => (input ? [[name, this.#use(input)]] : [])));
  }

  #addNode(
    kernel: string,
    inputs: NamedTensorMap,
    uses: Record<string, Use>,
    attributes: NamedAttrMap,
    outputs: readonly Tensor[],
  ): void {
    // A reshape gives another tensor over the same memory: there is nothing to run.
    if (outputs.length > 0 && outputs.every(({ dataId }) => this.#numbers.has(dataId))) return;
    if (this.#isCopy(kernel, uses, outputs)) return;
    const results = outputs.map((output) => {
      if (!this.#numbers.has(output.dataId)) this.#add(output, { kind: 'computed' });
      return this.#use(output);
    });
    const takesList = Array.isArray(inputs);
    const node = { kernel, inputs: uses, takesList, attributes: { ...attributes }, outputs: results };
    this.#nodes.push(node);
    for (const memory of changedBy(node)) this.#changed.add(memory);
  }

  /**
   * A clone or a reshape of a tensor that an earlier recording changes in place has memory of its own. In the step it is
   * the same tensor, until that changes.
   */
  #isCopy(kernel: string, { x }: Record<string, Use>, [output]: readonly Tensor[]): boolean {
    const isCopied = (kernel === Identity || kernel === Reshape) && output && !this.#numbers.has(output.dataId);
    if (!x || !isCopied || this.#changed.has(x.memory)) return false;
    this.#numbers.set(output.dataId, x.memory);
    this.#copies.add(output.dataId);
    return true;
  }

  #makeTensor(make: () => Tensor, values: unknown): Tensor {
    const tensor = make();
    if (this.#depth > 0) return tensor;
    if (isTypedArray(values)) this.#add(tensor, { kind: 'constant', values: values.slice() });
    else this.#obstacle ??= `it makes a tensor of type ${tensor.dtype}`;
    return tensor;
  }

  #replaceOrigin(tensor: TensorInfo, origin: Origin): void {
    const number = this.#numbers.get(tensor.dataId);
    const memory = number === undefined ? undefined : this.#memories[number];
    if (number !== undefined && memory) this.#memories[number] = { ...memory, origin };
  }

  #use({ dataId, shape, dtype }: TensorInfo): Use {
    const memory = this.#numbers.get(dataId) ?? this.#add({ dataId, shape, dtype }, { kind: 'external' });
    if (this.#copies.has(dataId) && this.#changed.has(memory)) {
      this.#obstacle ??= 'it uses a copy of a tensor that has changed since';
    }
    return { memory, shape: [...shape], dtype };
  }

  #add({ dataId, shape, dtype }: TensorInfo, origin: Origin): number {
    const number = this.#memories.length;
    this.#numbers.set(dataId, number);
    this.#memories.push({ origin, shape: [...shape], dtype, dataId });
    return number;
  }
}

function isTypedArray(values: unknown): values is TypedArray {
  return values instanceof Float32Array || values instanceof Int32Array || values instanceof Uint8Array;
}
