import { engine, tidy, type NamedTensorMap, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import { OPTIMIZER_UPDATE } from '../optimizer-update.ts';
import type { KernelGraph, KernelNode, Use } from '../recording/kernel-graph.ts';
import type { LoweredCommand, LoweredGraph, Part, Resource, VirtualBuffer } from './lowered-graph.ts';
import { updatePacked } from './packed-update.ts';
import type { TrainingBackend } from './training-backend.ts';
import type { DispatchCommand } from './watched-device.ts';

/** The least that any binding asks for: one vec4. */
const STAND_IN_BYTES = 16;

/** The kernel's name of dispatches that belong to none. */
const NO_KERNEL = 'Step';

type Places = readonly (GPUBufferBinding | null)[];

/** Encodes dispatches at the end of a step that are in no graph, by the tensors of its memories. */
type Finish = (tensorOf: (use: Use) => Tensor) => void;

/**
 * Turns a graph into dispatches: every kernel runs once over buffers that stand for the real ones, and what it tells
 * the device is noted instead of done.
 *
 * @param places where those memories are that exist before the step, by their numbers.
 */
export function lowerGraph(backend: TrainingBackend, graph: KernelGraph, places: Places, finish: Finish): LoweredGraph {
  return new Lowering(backend, graph, places).run(finish);
}

class Lowering {
  readonly #backend: TrainingBackend;
  readonly #graph: KernelGraph;
  readonly #places: Places;
  readonly #virtual = new Map<GPUBuffer, VirtualBuffer>();
  readonly #parts = new Map<VirtualBuffer, Part>();
  readonly #ownBuffers: GPUBuffer[] = [];
  readonly #commands: LoweredCommand[] = [];
  readonly #dataIds = new Map<number, object>();
  #kernel = NO_KERNEL;

  constructor(backend: TrainingBackend, graph: KernelGraph, places: Places) {
    this.#backend = backend;
    this.#graph = graph;
    this.#places = places;
  }

  run(finish: Finish): LoweredGraph {
    const backend = this.#backend;
    backend.flush();
    const manager = backend.bufferManager;
    backend.bufferManager = this.#bufferSource(manager);
    try {
      return backend.watched.record(
        (command) => this.#add(command),
        () => this.#lower(finish),
      );
    } catch (error) {
      for (const buffer of this.#ownBuffers) buffer.destroy();
      throw error;
    } finally {
      backend.bufferManager = manager;
      for (const standIn of this.#virtual.keys()) standIn.destroy();
    }
  }

  #lower(finish: Finish): LoweredGraph {
    const resources = new Map<number, Resource>();
    try {
      tidy(() => {
        this.#placeMemories();
        for (const node of this.#graph.nodes) this.#runNode(node);
        this.#kernel = NO_KERNEL;
        finish((use) => this.#tensorOf(use));
        for (const [number, dataId] of this.#dataIds) resources.set(number, this.#resourceOfTensor({ dataId }));
      });
    } finally {
      // What waits to be freed belongs to the stand-ins, also where a kernel could not run.
      this.#backend.flush();
    }
    return { commands: this.#commands, parts: this.#parts, resources, ownBuffers: this.#ownBuffers };
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
      this.#backend.lendPlace(dataId, place);
      this.#dataIds.set(number, dataId);
    });
  }

  #runNode(node: KernelNode): void {
    this.#kernel = node.kernel;
    const inputs = Object.entries(node.inputs).map(([name, use]) => [name, this.#tensorOf(use)] as const);
    if (node.kernel === OPTIMIZER_UPDATE && this.#updatePacked(node, Object.fromEntries(inputs))) return;
    const arguments_ = node.takesList ? inputs.map(([, tensor]) => tensor) : Object.fromEntries(inputs);
    const outputs = [engine().runKernel(node.kernel, arguments_ as NamedTensorMap, node.attributes)].flat();
    node.outputs.forEach(({ memory }, index) => {
      const output = outputs[index];
      if (!output) throw new Error(`${node.kernel} has fewer outputs than when it was traced.`);
      if (!this.#dataIds.has(memory)) this.#dataIds.set(memory, output.dataId);
    });
  }

  #updatePacked({ attributes }: KernelNode, inputs: NamedTensorMap): boolean {
    const parts = updatePacked(this.#backend, inputs, attributes, (tensor) => this.#resourceOfTensor(tensor));
    for (const [buffer, part] of parts ?? []) this.#parts.set(buffer, part);
    return parts !== null;
  }

  #tensorOf({ memory, shape, dtype }: Use): Tensor {
    const dataId = this.#dataIds.get(memory);
    if (!dataId) throw new Error(`The memory ${memory} is read before it is written.`);
    this.#backend.incRef(dataId);
    return engine().makeTensorFromTensorInfo({ dataId, shape: [...shape], dtype });
  }

  #resourceOfTensor({ dataId }: Pick<TensorInfo, 'dataId'>): Resource {
    return this.#resourceOf(this.#backend.placeOf(dataId));
  }

  #resourceOf(place: GPUBufferBinding): Resource {
    return this.#virtual.get(place.buffer) ?? place;
  }

  #add({ pipeline, entries, workgroups }: DispatchCommand): void {
    const bindings = entries.map(({ binding, resource }) => ({
      binding,
      resource: this.#resourceOf(resource as GPUBufferBinding),
    }));
    this.#commands.push({ kernel: this.#kernel, pipeline, bindings, workgroups });
  }
}
