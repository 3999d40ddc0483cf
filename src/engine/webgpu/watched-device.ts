import type { CommandCounts } from '../recording/step-recorder.ts';
import { MemoryLimits } from './memory-limits.ts';

type Counts = { -readonly [Name in keyof CommandCounts]: CommandCounts[Name] };

/** A dispatch as the device was told it, with what it is bound to. */
export interface DispatchCommand {
  readonly pipeline: GPUComputePipeline;
  readonly entries: readonly GPUBindGroupEntry[];
  readonly workgroups: readonly [number, number, number];
}

/** Takes the commands of a recording in the place of the device. */
export type CommandListener = (command: DispatchCommand) => void;

const MUTABLE_INPUT = /var<storage, read> (mutable\w*)/g;
const WRITABLE_BINDING = /@binding\((\d+)\)\s*var<storage, read_write>/g;

/**
 * A GPU device that counts its commands, and that can be recorded: then its dispatches go to a listener instead.
 *
 * It also lets a shader of tfjs write to its inputs: those whose names begin with `mutable`. tfjs itself knows one
 * output a program, and no change in place. And it refuses buffers and bindings beyond its limits at once.
 */
export class WatchedDevice {
  readonly device: GPUDevice;
  #counts = noCounts();
  #listener: CommandListener | null = null;
  readonly #writable = new WeakMap<GPUShaderModule | GPUComputePipeline, ReadonlySet<number>>();
  readonly #entries = new WeakMap<GPUBindGroup, readonly GPUBindGroupEntry[]>();

  /** Watches `device` from now on; a device is watched once. */
  constructor(device: GPUDevice) {
    this.device = device;
    this.#watchShaders();
    this.#watchResources();
    this.#watchEncoders();
    this.#watchQueue();
  }

  /** The counts since the last call. */
  takeCounts(): CommandCounts {
    const counts = this.#counts;
    this.#counts = noCounts();
    return counts;
  }

  /** The numbers of the bindings that a pipeline may write to. */
  writableBindings(pipeline: GPUComputePipeline): ReadonlySet<number> {
    return this.#writable.get(pipeline) ?? new Set();
  }

  /** Runs `work`; the dispatches that it encodes go to the listener, and not to the device. */
  record<Result>(listener: CommandListener, work: () => Result): Result {
    this.#listener = listener;
    try {
      return work();
    } finally {
      this.#listener = null;
    }
  }

  #watchShaders(): void {
    const { device } = this;
    const createModule = device.createShaderModule.bind(device);
    device.createShaderModule = (descriptor) => {
      const code = descriptor.code.replaceAll(MUTABLE_INPUT, 'var<storage, read_write> $1');
      const module = createModule({ ...descriptor, code });
      const bindings = [...code.matchAll(WRITABLE_BINDING)].map(([, binding]) => Number(binding));
      this.#writable.set(module, new Set(bindings));
      return module;
    };
    const createPipeline = device.createComputePipeline.bind(device);
    device.createComputePipeline = (descriptor) => this.#noteWritable(createPipeline(descriptor), descriptor);
    const createPipelineAsync = device.createComputePipelineAsync.bind(device);
    device.createComputePipelineAsync = async (descriptor) =>
      this.#noteWritable(await createPipelineAsync(descriptor), descriptor);
  }

  #noteWritable(pipeline: GPUComputePipeline, { compute }: GPUComputePipelineDescriptor): GPUComputePipeline {
    this.#writable.set(pipeline, this.#writable.get(compute.module) ?? new Set());
    return pipeline;
  }

  #watchResources(): void {
    const { device } = this;
    const limits = new MemoryLimits(device.limits);
    const createBuffer = device.createBuffer.bind(device);
    device.createBuffer = (descriptor) => {
      limits.requireBuffer(descriptor.size);
      this.#counts.buffersCreated += 1;
      if (descriptor.mappedAtCreation) this.#counts.bytesWritten += descriptor.size;
      const buffer = createBuffer(descriptor);
      if (descriptor.usage & GPUBufferUsage.MAP_READ) {
        const mapAsync = buffer.mapAsync.bind(buffer);
        buffer.mapAsync = (...mode) => {
          this.#counts.reads += 1;
          return mapAsync(...mode);
        };
      }
      return buffer;
    };
    const createBindGroup = device.createBindGroup.bind(device);
    device.createBindGroup = (descriptor) => {
      const entries = [...descriptor.entries];
      for (const { resource } of entries) limits.requireBinding(resource);
      this.#counts.bindGroupsCreated += 1;
      const group = createBindGroup(descriptor);
      if (this.#listener) this.#entries.set(group, entries);
      return group;
    };
  }

  #watchEncoders(): void {
    const { device } = this;
    const createEncoder = device.createCommandEncoder.bind(device);
    device.createCommandEncoder = (descriptor) => {
      const encoder = createEncoder(descriptor);
      const beginPass = encoder.beginComputePass.bind(encoder);
      encoder.beginComputePass = (passDescriptor) => {
        this.#counts.passes += 1;
        return this.#watchPass(beginPass(passDescriptor));
      };
      return encoder;
    };
  }

  #watchPass(pass: GPUComputePassEncoder): GPUComputePassEncoder {
    const dispatch = pass.dispatchWorkgroups.bind(pass);
    pass.dispatchWorkgroups = (x, y = 1, z = 1) => {
      this.#counts.dispatches += 1;
      dispatch(x, y, z);
    };
    if (this.#listener) this.#divert(pass, this.#listener);
    return pass;
  }

  /** Sends the commands of a pass to the listener. */
  #divert(pass: GPUComputePassEncoder, listener: CommandListener): void {
    let pipeline: GPUComputePipeline | null = null;
    let entries: readonly GPUBindGroupEntry[] = [];
    pass.setPipeline = (next) => {
      pipeline = next;
    };
    pass.setBindGroup = (_index: number, group: GPUBindGroup | null | undefined) => {
      entries = (group && this.#entries.get(group)) ?? [];
    };
    pass.dispatchWorkgroups = (x, y = 1, z = 1) => {
      if (pipeline) listener({ pipeline, entries, workgroups: [x, y, z] });
    };
  }

  #watchQueue(): void {
    const { queue } = this.device;
    const submit = queue.submit.bind(queue);
    queue.submit = (buffers) => {
      this.#counts.submits += 1;
      submit(buffers);
    };
    const writeBuffer = queue.writeBuffer.bind(queue);
    queue.writeBuffer = (buffer, offset, data, dataOffset, size) => {
      // tfjs writes whole array buffers, whose size is in bytes, and names it.
      this.#counts.bytesWritten += size ?? data.byteLength;
      writeBuffer(buffer, offset, data, dataOffset, size);
    };
  }
}

function noCounts(): Counts {
  return { dispatches: 0, passes: 0, submits: 0, buffersCreated: 0, bindGroupsCreated: 0, bytesWritten: 0, reads: 0 };
}
