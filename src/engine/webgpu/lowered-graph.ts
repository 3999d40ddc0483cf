/** A buffer that a step needs while it runs; several that are not needed at the same time can share their bytes. */
export interface VirtualBuffer {
  readonly sizeInBytes: number;
}

/** Where values are: in a real buffer, or in a virtual one. */
export type Resource = GPUBufferBinding | VirtualBuffer;

/** Where a virtual buffer lies in a larger one. */
export interface Part {
  readonly whole: VirtualBuffer;
  readonly offsetInBytes: number;
}

/** A dispatch of a lowered step. */
export interface LoweredCommand {
  /** The kernel of tfjs that it belongs to. */
  readonly kernel: string;
  readonly pipeline: GPUComputePipeline;
  readonly bindings: readonly { readonly binding: number; readonly resource: Resource }[];
  readonly workgroups: readonly [number, number, number];
}

/** A step as dispatches, whose buffers are not all made yet. */
export interface LoweredGraph {
  readonly commands: readonly LoweredCommand[];
  /** Virtual buffers that have to lie in others. */
  readonly parts: ReadonlyMap<VirtualBuffer, Part>;
  /** Where each memory of the graph is. */
  readonly resources: ReadonlyMap<number, Resource>;
  /** Real buffers that were made on the way, of uniforms and of constants inside of kernels. */
  readonly ownBuffers: readonly GPUBuffer[];
}

export function isVirtual(resource: Resource): resource is VirtualBuffer {
  return 'sizeInBytes' in resource;
}
