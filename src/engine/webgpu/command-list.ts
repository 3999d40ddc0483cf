import { allocateBuffers } from './allocate-buffers.ts';
import type { LoweredGraph, VirtualBuffer } from './lower-graph.ts';
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
  readonly #commands: readonly Command[];
  readonly #ownBuffers: readonly GPUBuffer[];
  readonly #places: ReadonlyMap<VirtualBuffer, GPUBuffer>;
  readonly #sharedBuffers: readonly GPUBuffer[];

  /** @param kept virtual buffers whose values are wanted after the commands. */
  constructor(backend: TrainingBackend, lowered: LoweredGraph, kept: ReadonlySet<VirtualBuffer>) {
    this.#backend = backend;
    this.#ownBuffers = lowered.ownBuffers;
    const shared: GPUBuffer[] = [];
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    this.#places = allocateBuffers(lowered.commands, kept, (sizeInBytes) => {
      const buffer = backend.bufferManager.acquireBuffer(sizeInBytes, usage);
      shared.push(buffer);
      return buffer;
    });
    this.#sharedBuffers = shared;
    this.#commands = lowered.commands.map(({ kernel, pipeline, bindings, workgroups }) => {
      const entries = bindings.map(({ binding, resource }) => ({ binding, resource: this.#realOf(resource) }));
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

  /** The buffer of a virtual one, which belongs to the list. */
  bufferOf(virtual: VirtualBuffer): GPUBuffer {
    const buffer = this.#places.get(virtual);
    if (!buffer) throw new Error('No command of the list uses this buffer.');
    return buffer;
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
    for (const buffer of this.#sharedBuffers) this.#backend.bufferManager.releaseBuffer(buffer);
    for (const buffer of this.#ownBuffers) buffer.destroy();
  }

  #realOf(resource: GPUBufferBinding | VirtualBuffer): GPUBufferBinding {
    if ('buffer' in resource) return resource;
    return { buffer: this.bufferOf(resource), size: resource.sizeInBytes };
  }
}
