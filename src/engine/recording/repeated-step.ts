import type { TypedArray } from '@tensorflow/tfjs-core';
import type { KernelNode, Memory } from './kernel-graph.ts';
import type { Trace } from './trace-step.ts';

/** A step that did the same twice, and what it hands on from one time to the next. */
export interface RepeatedStep {
  /** As it ran the last time. */
  readonly trace: Trace;
  /**
   * For each memory from before the step the number of the one that the next step finds in its place: itself where it
   * stays what it is, such as weights that are changed in place.
   */
  readonly successors: ReadonlyMap<number, number>;
}

/** Why two runs of a step are not one and the same. */
export interface Difference {
  readonly obstacle: string;
}

/**
 * Compares two successive runs of a step. They are the same step when they call the same kernels on the same memories,
 * apart from arguments, step values and what the first run left for the second.
 */
export function compareRuns(first: Trace, second: Trace): RepeatedStep | Difference {
  const obstacle = first.obstacle ?? second.obstacle ?? kernelDifference(first, second);
  if (obstacle !== null) return { obstacle };
  const successors = new Map<number, number>();
  const computedFirst = numbersByDataId(first);
  for (const [number, memory] of second.memories.entries()) {
    const before = first.memories[number];
    if (!before || !isAlike(before, memory)) return { obstacle: 'its tensors differ from one step to the next' };
    if (memory.origin.kind !== 'external') continue;
    // The first run of a step finds here what it leaves to the second.
    const successor = memory.dataId === before.dataId ? number : computedFirst.get(memory.dataId);
    if (successor === undefined) return { obstacle: 'it uses a tensor that was made between two steps' };
    successors.set(number, successor);
  }
  return { trace: second, successors };
}

/**
 * Whether a run is one of a known step whose batches have another shape: it called the same kernels on memories of the
 * same numbers. What the known step hands on, it hands on too.
 *
 * @param holderOf the tensor that a memory from before the step is in.
 */
export function isLikeKnownStep(
  known: RepeatedStep,
  trace: Trace,
  holderOf: (number: number) => object | null,
): boolean {
  return (
    trace.obstacle === null &&
    trace.nodes.length === known.trace.nodes.length &&
    trace.memories.length === known.trace.memories.length &&
    trace.nodes.every((node, index) => wiringOf(node) === wiringOf(known.trace.nodes[index])) &&
    trace.memories.every(({ origin, dataId }, number) => {
      const isHeld = origin.kind !== 'external' || dataId === holderOf(number);
      return isHeld && origin.kind === known.trace.memories[number]?.origin.kind;
    })
  );
}

/** What a node computes, and from and to which memories, whatever their shapes. */
function wiringOf(node: KernelNode | undefined): string {
  const inputs = Object.entries(node?.inputs ?? {}).map(([name, { memory }]) => [name, memory]);
  return JSON.stringify([node?.kernel, inputs, node?.outputs.map(({ memory }) => memory)]);
}

function numbersByDataId({ memories }: Trace): ReadonlyMap<object, number> {
  return new Map(memories.map(({ dataId }, number) => [dataId, number]));
}

function kernelDifference(first: Trace, second: Trace): string | null {
  if (first.nodes.length !== second.nodes.length) return 'the number of its kernels changes from one step to the next';
  const index = first.nodes.findIndex((node, i) => JSON.stringify(node) !== JSON.stringify(second.nodes[i]));
  const node = second.nodes[index];
  return node ? `its kernel ${node.kernel} is called in another way at each step` : null;
}

function isAlike(first: Memory, second: Memory): boolean {
  const [a, b] = [first.origin, second.origin];
  if (a.kind !== b.kind || first.dtype !== second.dtype || !haveSameShape(first, second)) return false;
  if (a.kind === 'constant' && b.kind === 'constant') return haveSameValues(a.values, b.values);
  return true;
}

function haveSameShape({ shape: a }: Memory, { shape: b }: Memory): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

/** NaN is NaN here, and 0 is not -0. */
function haveSameValues(a: TypedArray, b: TypedArray): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
}
