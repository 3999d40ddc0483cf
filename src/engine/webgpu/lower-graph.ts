import { engine, tidy, type NamedTensorMap, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelGraph, KernelNode, Use } from '../recording/kernel-graph.ts';
import type { TrainingBackend } from './training-backend.ts';
import type { DispatchCommand } from './watched-device.ts';

/** A buffer that a step needs while it runs; several that are not needed at the same time can share their bytes. */
export interface VirtualBuffer {
  readonly sizeInBytes: number;
}

/** A dispatch of a lowered step: what it is bound to is either a real buffer, or a virtual one. */
export interface LoweredCommand {
  /** The kernel of tfjs that it belongs to. */
  readonly kernel: string;
  readonly pipeline: GPUComputePipeline;
  readonly bindings: readonly { readonly binding: number; readonly resource: GPUBufferBinding | VirtualBuffer }[];
  readonly workgroups: readonly [number, number, number];
}

export interface LoweredGraph {
  readonly commands: readonly LoweredCommand[];
  /** Where each memory of the graph is. */
  readonly buffers: ReadonlyMap<number, GPUBufferBinding | VirtualBuffer>;
  /** Real buffers that were made on the way, of uniforms and of constants inside of kernels. */
  readonly ownBuffers: readonly GPUBuffer[];
}

type Places = readonly (GPUBufferBinding | null)[];

/** The least that any binding asks for: one vec4. */
const STAND_IN_BYTES = 16;

/**
 * Turns a graph into dispatches: every kernel runs once over buffers that stand for the real ones, and what it tells
 * the device is noted instead of done.
 *
 * @param places where those memories are that exist before the step, by their numbers.
 * @param finish runs at the end, for dispatches that are in no graph. It gets the tensors of the memories.
 */
export function lowerGraph(
  backend: TrainingBackend,
  graph: KernelGraph,
  places: Places,
  finish: (tensorOf: (use: Use) => Tensor) => void,
): LoweredGraph {
  const lowering = new Lowering(backend, graph, places);
  return lowering.run(finish);
}

class Lowering {
  readonly #backend: TrainingBackend;
  readonly #graph: KernelGraph;
  readonly #places: Places;
  readonly #virtual = new Map<GPUBuffer, VirtualBuffer>();
  readonly #ownBuffers: GPUBuffer[] = [];
  readonly #commands: LoweredCommand[] = [];
  readonly #dataIds = new Map<number, object>();
  #kernel = '';

  constructor(backend: TrainingBackend, graph: KernelGraph, places: Places) {
    this.#backend = backend;
    this.#graph = graph;
    this.#places = places;
  }

  run(finish: (tensorOf: (use: Use) => Tensor) => void): LoweredGraph {
    const backend = this.#backend;
    backend.flush();
    const manager = backend.bufferManager;
    backend.bufferManager = this.#bufferSource(manager);
    const buffers = new Map<number, GPUBufferBinding | VirtualBuffer>();
    try {
      backend.watched.record(
        (command) => this.#add(command),
        () => {
          tidy(() => {
            this.#placeMemories();
            for (const node of this.#graph.nodes) this.#runNode(node);
            this.#kernel = '';
            finish((use) => this.#tensorOf(use));
            for (const [number, dataId] of this.#dataIds) buffers.set(number, this.#bufferOf(dataId));
          });
          backend.flush();
        },
      );
    } finally {
      backend.bufferManager = manager;
    }
    for (const standIn of this.#virtual.keys()) standIn.destroy();
    return { commands: this.#commands, buffers, ownBuffers: this.#ownBuffers };
  }

  /** Gives out buffers that stand for others, and takes none back. */
  #bufferSource<Manager extends object>(manager: Manager): Manager {
    const acquire = (sizeInBytes: number, usage: number, mappedAtCreation = false): GPUBuffer => {
      const isReal = mappedAtCreation || (usage & GPUBufferUsage.UNIFORM) !== 0;
      const size = isReal ? sizeInBytes : STAND_IN_BYTES;
      const buffer = this.#backend.device.createBuffer({ size, usage, mappedAtCreation });
      if (isReal) this.#ownBuffers.push(buffer);
      else this.#virtual.set(buffer, { sizeInBytes });
      return buffer;
    };
    const release = () => undefined;
    return new Proxy(manager, {
      get: (target, name) =>
        name === 'acquireBuffer' ? acquire : name === 'releaseBuffer' ? release : Reflect.get(target, name),
    });
  }

  #placeMemories(): void {
    this.#graph.memories.forEach((memory, number) => {
      const place = this.#places[number];
      if (!place) return;
      const { dataId } = this.#backend.makeTensorInfo([...memory.shape], memory.dtype);
      // A part of a buffer is bound as it is: tfjs hands on to the device what it does not know.
      const resource = isWholeBuffer(place) ? place.buffer : place;
      Object.assign(this.#backend.tensorMap.get(dataId), { resource, external: true });
      this.#dataIds.set(number, dataId);
    });
  }

  #runNode(node: KernelNode): void {
    this.#kernel = node.kernel;
    const inputs = Object.entries(node.inputs).map(([name, use]) => [name, this.#tensorOf(use)] as const);
    const arguments_ = node.takesList ? inputs.map(([, tensor]) => tensor) : Object.fromEntries(inputs);
    const outputs = [engine().runKernel(node.kernel, arguments_ as NamedTensorMap, node.attributes)].flat();
    node.outputs.forEach(({ memory }, index) => {
      const output = outputs[index];
      if (!output) throw new Error(`${node.kernel} has fewer outputs than when it was traced.`);
      if (!this.#dataIds.has(memory)) this.#dataIds.set(memory, output.dataId);
    });
  }

  #tensorOf({ memory, shape, dtype }: Use): Tensor {
    const dataId = this.#dataIds.get(memory);
    if (!dataId) throw new Error(`The memory ${memory} is read before it is written.`);
    this.#backend.incRef(dataId);
    return engine().makeTensorFromTensorInfo({ dataId, shape: [...shape], dtype } satisfies TensorInfo);
  }

  #bufferOf(dataId: object): GPUBufferBinding | VirtualBuffer {
    const { resource } = this.#backend.tensorMap.get(dataId);
    return this.#resourceOf(resource as GPUBuffer | GPUBufferBinding);
  }

  #resourceOf(resource: GPUBuffer | GPUBufferBinding): GPUBufferBinding | VirtualBuffer {
    const binding = 'buffer' in resource ? resource : { buffer: resource };
    return this.#virtual.get(binding.buffer) ?? binding;
  }

  #add({ pipeline, entries, workgroups }: DispatchCommand): void {
    const bindings = [...entries].map(({ binding, resource }) => ({
      binding,
      resource: this.#resourceOf(resource as GPUBuffer | GPUBufferBinding),
    }));
    this.#commands.push({ kernel: this.#kernel, pipeline, bindings, workgroups });
  }
}

function isWholeBuffer({ buffer, offset = 0, size = buffer.size }: GPUBufferBinding): boolean {
  return offset === 0 && size === buffer.size;
}
