import type { DataType, NamedAttrMap, TypedArray } from '@tensorflow/tfjs-core';
import type { StepValues } from '../step-value.ts';

/** What a kernel reads or writes: a memory by its number, as a tensor of this shape and type. */
export interface Use {
  readonly memory: number;
  readonly shape: readonly number[];
  readonly dtype: DataType;
}

/** The number of values. */
export function sizeOf({ shape }: Pick<Use, 'shape'>): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** One kernel of tfjs, as it was called in a step. */
export interface KernelNode {
  readonly kernel: string;
  /** By the names of the kernel's signature, or by number where it takes a list. */
  readonly inputs: Readonly<Record<string, Use>>;
  readonly takesList: boolean;
  readonly attributes: NamedAttrMap;
  readonly outputs: readonly Use[];
}

/** Where the values of a memory come from. */
export type Origin =
  /** An argument of the step, by its number. */
  | { readonly kind: 'argument'; readonly index: number }
  /** Values that the host has. */
  | { readonly kind: 'constant'; readonly values: TypedArray }
  /** Values that the host computes at each step. */
  | { readonly kind: 'stepValue'; readonly compute: StepValues }
  /** A tensor that was there before the step. */
  | { readonly kind: 'external' }
  /** A kernel of the step. */
  | { readonly kind: 'computed' };

/** Values on the device: several tensors may share them. */
export interface Memory {
  readonly origin: Origin;
  /** As when it was seen first. */
  readonly shape: readonly number[];
  readonly dtype: DataType;
  /** tfjs's name of it in the step that was traced. */
  readonly dataId: object;
}

/** All kernels of a training step in their order, and the memories that they work on. */
export interface KernelGraph {
  readonly nodes: readonly KernelNode[];
  readonly memories: readonly Memory[];
}
