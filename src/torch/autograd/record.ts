import type { Layout } from '../strided.ts';
import { Tensor } from '../tensor.ts';
import { GradientNode, type Edge } from './gradient-node.ts';
import { isGradEnabled } from './grad-mode.ts';
import { tellObserver } from './tape-observer.ts';

type SavedTensors = Readonly<Record<string, Tensor>>;

/** How an operation is put on the tape. */
export interface Recording<Saved extends SavedTensors> {
  /** PyTorch's name of the node, such as `MulBackward0`. */
  readonly name: string;
  /** The tensors that gradients can go to, in the order of the node's nextFunctions; null for a number among them. */
  readonly inputs: readonly (Tensor | null)[];
  /** What `backward` needs: freed when it has run, and held against changes in place. */
  readonly saved?: Saved;
  /** PyTorch saves a factor also where it is a number, so that backward cannot run again. */
  readonly savesNumber?: boolean;
  /**
   * Gradients of the inputs from the gradient of the output, written in operations of tensors, so that it can be
   * differentiated itself. `needed` says which inputs want one; null for the others.
   */
  readonly backward: (gradient: Tensor, saved: Saved, needed: readonly boolean[]) => readonly (Tensor | null)[];
}

/** The same for an operation with several outputs; a gradient is null for an output that nothing used. */
export interface RecordingOfSeveral<Saved extends SavedTensors> extends Omit<Recording<Saved>, 'backward'> {
  readonly backward: (
    gradients: readonly (Tensor | null)[],
    saved: Saved,
    needed: readonly boolean[],
  ) => readonly (Tensor | null)[];
}

/** Puts an operation on the tape if an input requires a gradient and recording is on. Returns its output. */
export function record<Saved extends SavedTensors>(output: Tensor, recording: Recording<Saved>): Tensor {
  recordSeveral([output], {
    ...recording,
    backward: ([gradient], saved, needed) => (gradient ? recording.backward(gradient, saved, needed) : []),
  });
  return output;
}

/** `record` for an operation with several outputs. */
export function recordSeveral<Saved extends SavedTensors>(
  outputs: readonly Tensor[],
  { name, inputs, saved, savesNumber, backward }: RecordingOfSeveral<Saved>,
): void {
  if (!isGradEnabled() || !inputs.some((input) => input?.requiresGrad)) return;
  const edges = inputs.map((input): Edge => input?.gradientEdge ?? [null, 0]);
  const needed = edges.map(([node]) => node !== null);
  const shapes = outputs.map(({ shape }) => shape);
  const kept = saved ?? ({} as Saved);
  const node: GradientNode = new GradientNode(
    name,
    edges,
    shapes,
    kept,
    (gradients) => backward(gradients, kept, needed),
    savesNumber,
  );
  outputs.forEach((output, index) => {
    if (output.dtype === 'float32') output.setHistory(node, index);
  });
  tellObserver((observer) => observer.recorded(node, inputs, outputs));
}

/** A view of `input` with another layout, recorded. */
export function recordView(
  input: Tensor,
  layout: Layout,
  name: string,
  backward: (gradient: Tensor) => Tensor,
): Tensor {
  return record(input.viewOf(layout), { name, inputs: [input], backward: (gradient) => [backward(gradient)] });
}
