/** What the page and the program that drives it say to each other. */

/** Commands that went to the GPU, and bytes. */
export interface CommandCounts {
  readonly dispatches: number;
  readonly passes: number;
  readonly submits: number;
  readonly buffers: number;
  readonly bindGroups: number;
  readonly bytesWritten: number;
  readonly reads: number;
}

/** How some steps went that were trained one after the other. */
export interface Training {
  /** From the first step to the moment when the device had finished the last one and its loss was read. */
  readonly milliseconds: number;
  /** Of the last step. */
  readonly loss: number;
  /** Of all steps, without the read at the end; null where training does not go through WebGPU. */
  readonly counts: CommandCounts | null;
}
