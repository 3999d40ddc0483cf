import { allocateBuffers, realPlace } from './allocate-buffers.ts';
import type { LoweredGraph, Resource, VirtualBuffer } from './lowered-graph.ts';
import { tensorBuffer } from './tensor-buffer.ts';
import type { TrainingBackend } from './training-backend.ts';

interface Command {
  readonly kernel: string;
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly workgroups: readonly [number, number, number];
}

/** Dispatches with all that they are bound to: to run them again, nothing has to be made. */
export class CommandList {
  readonly #backend: TrainingBackend;
  readonly #graph: LoweredGraph;
  readonly #commands: readonly Command[];
  readonly #buffers: ReadonlyMap<VirtualBuffer, GPUBuffer>;

  /** @param kept virtual buffers whose values are wanted after the commands. */
  constructor(backend: TrainingBackend, graph: LoweredGraph, kept: ReadonlySet<VirtualBuffer>) {
    this.#backend = backend;
    this.#graph = graph;
    this.#buffers = allocateBuffers(graph, kept, (sizeInBytes) => tensorBuffer(backend, [sizeInBytes / 4]));
    this.#commands = graph.commands.map(({ kernel, pipeline, bindings, workgroups }) => {
      const entries = bindings.map(({ binding, resource }) => ({ binding, resource: this.placeOf(resource) }));
      const group = backend.device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
      return { kernel, pipeline, group, workgroups };
    });
  }

  /** The number of dispatches of each kernel. */
  get kernels(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { kernel } of this.#commands) counts.set(kernel, (counts.get(kernel) ?? 0) + 1);
    return counts;
  }

  /** Where a resource of the graph is. The memory of virtual ones belongs to the list. */
  placeOf(resource: Resource): GPUBufferBinding {
    return realPlace(resource, this.#graph, this.#buffers);
  }

  /** Encodes all dispatches in one pass. */
  encode(encoder: GPUCommandEncoder): void {
    const pass = encoder.beginComputePass();
    let pipeline: GPUComputePipeline | null = null;
    for (const command of this.#commands) {
      if (command.pipeline !== pipeline) pass.setPipeline(command.pipeline);
      ({ pipeline } = command);
      pass.setBindGroup(0, command.group);
      pass.dispatchWorkgroups(...command.workgroups);
    }
    pass.end();
  }

  /** Gives the buffers back; the device still finishes what was submitted. */
  dispose(): void {
    for (const buffer of new Set(this.#buffers.values())) this.#backend.bufferManager.releaseBuffer(buffer);
    for (const buffer of this.#graph.ownBuffers) buffer.destroy();
  }
}
