import { allocateBuffers, realPlace } from './allocate-buffers.ts';
import type { KernelUse } from '../recording/step-recorder.ts';
import { KernelTimer } from './kernel-timer.ts';
import type { LoweredCommand, LoweredGraph, Resource, VirtualBuffer } from './lowered-graph.ts';
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
  #timer: KernelTimer | null = null;
  #isTimed = false;

  /** @param kept virtual buffers whose values are wanted after the commands. */
  constructor(backend: TrainingBackend, graph: LoweredGraph, kept: ReadonlySet<VirtualBuffer>) {
    this.#backend = backend;
    this.#graph = graph;
    this.#buffers = allocateBuffers(graph, kept, (sizeInBytes) => tensorBuffer(backend, [sizeInBytes / 4]));
    try {
      this.#commands = graph.commands.map((command) => this.#bind(command));
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /** What each kernel has of a run. */
  get kernels(): ReadonlyMap<string, KernelUse> {
    const times = this.#timer?.milliseconds ?? null;
    const uses = new Map<string, KernelUse>();
    this.#commands.forEach(({ kernel }, index) => {
      const { dispatches, milliseconds } = uses.get(kernel) ?? { dispatches: 0, milliseconds: 0 };
      const sum = times && (milliseconds ?? 0) + (times[index] ?? 0);
      uses.set(kernel, { dispatches: dispatches + 1, milliseconds: sum });
    });
    return uses;
  }

  /** Whether the run that was encoded last is measured: it takes longer than others. */
  get isTimed(): boolean {
    return this.#isTimed;
  }

  /** Measures the kernels in runs to come, where the device can. */
  measureKernels(): void {
    this.#timer ??= KernelTimer.create(this.#backend.device, this.#commands.length);
  }

  /** Where a resource of the graph is. The memory of virtual ones belongs to the list. */
  placeOf(resource: Resource): GPUBufferBinding {
    return realPlace(resource, this.#graph, this.#buffers);
  }

  /** Encodes all dispatches: in one pass, or each in one of its own where they are measured. */
  encode(encoder: GPUCommandEncoder): void {
    const timer = this.#timer?.isWaiting ? this.#timer : null;
    this.#isTimed = timer !== null;
    if (timer) this.#encodeTimed(encoder, timer);
    else this.#encodeTogether(encoder);
  }

  /** To be called when the run that was encoded last has been submitted. */
  noteSubmitted(): void {
    if (this.#isTimed) void this.#timer?.read();
  }

  /** Gives the buffers back; the device still finishes what was submitted. */
  dispose(): void {
    this.#timer?.dispose();
    for (const buffer of new Set(this.#buffers.values())) this.#backend.bufferManager.releaseBuffer(buffer);
    for (const buffer of this.#graph.ownBuffers) buffer.destroy();
  }

  #bind({ kernel, pipeline, bindings, workgroups }: LoweredCommand): Command {
    const entries = bindings.map(({ binding, resource }) => ({ binding, resource: this.placeOf(resource) }));
    const group = this.#backend.device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
    return { kernel, pipeline, group, workgroups };
  }

  #encodeTogether(encoder: GPUCommandEncoder): void {
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

  #encodeTimed(encoder: GPUCommandEncoder, timer: KernelTimer): void {
    this.#commands.forEach(({ pipeline, group, workgroups }, index) => {
      const pass = encoder.beginComputePass({ timestampWrites: timer.writesOf(index) });
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(...workgroups);
      pass.end();
    });
    timer.encodeEnd(encoder);
  }
}
