/**
 * What the page and the worker say to each other of automatic differentiation: types only.
 *
 * A film tells how a program was computed and differentiated, event by event, in the order in which it happened. All its
 * numbers were computed by the dialects in the worker; the page only shows them.
 */
import type { BackendName } from './protocol.ts';

/** A tensor's numbers, row by row. */
export interface TensorNumbers {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values: readonly number[];
}

/** Place of a tensor in {@link AutogradFilm.tensors}. */
export type TensorIndex = number;

/** A node's place in {@link AutogradFilm.nodes}. */
export type NodeIndex = number;

/** An edge's place in {@link AutogradFilm.edges}. */
export type EdgeIndex = number;

/**
 * - `leaf`: a tensor that wants a gradient and that no recorded operation made; with TensorFlow, a watched variable.
 * - `operation`: an operation that was recorded, and its result.
 * - `constant`: a tensor that wants no gradient.
 * - `unrecorded`: the result of an operation that was computed and not recorded.
 */
export type FilmNodeKind = 'leaf' | 'operation' | 'constant' | 'unrecorded';

/** A tensor of the computation together with what made it. */
export interface FilmNode {
  readonly kind: FilmNodeKind;
  /** The framework's name of the operation: `MulBackward0`, `AccumulateGrad`; with TensorFlow `Mul`. '' for a constant. */
  readonly operation: string;
  /** The program's name for the tensor, or null. */
  readonly name: string | null;
  /** Null where the program never holds the values. */
  readonly value: TensorIndex | null;
  /** What the operation keeps for its backward, by the framework's names. */
  readonly saved: readonly { readonly name: string; readonly tensor: TensorIndex }[];
}

/** `from` is an input of `to`. A gradient goes the other way. */
export interface FilmEdge {
  readonly from: NodeIndex;
  readonly to: NodeIndex;
  /** Whether a gradient goes along it. */
  readonly isDifferentiable: boolean;
}

/**
 * The derivative of an operation's output with respect to one of its inputs.
 *
 * - `elementwise`: of each element of the output with respect to the one element of the input that it was computed from, in
 *   the shape of the output. An input that was broadcast gets the sum over `summedAxes` of the output.
 * - `gradient`: of an output of one element, in the shape of the input.
 * - `matrix`: [elements of the output, elements of the input].
 */
export type LocalDerivative<Tensor = TensorIndex> =
  | {
      readonly form: 'elementwise';
      readonly tensor: Tensor;
      readonly summedAxes: readonly number[];
      /** Incoming gradient times local derivative, before the sum over the axes; null where nothing is summed. */
      readonly unsummed: Tensor | null;
    }
  | { readonly form: 'gradient' | 'matrix'; readonly tensor: Tensor };

/** What goes along one edge in a backward pass. */
export interface EdgeFlow {
  readonly edge: EdgeIndex;
  /** The gradient that this operation sends to that input. */
  readonly gradient: TensorIndex;
  /** Null where it has too many numbers to be shown. */
  readonly local: LocalDerivative | null;
}

/** What happens at one moment, and in which line of the program, counted from 1. */
export type FilmEvent = { readonly line: number } & FilmHappening;

export type FilmHappening =
  /** A tensor is made, or an operation computed. */
  | { readonly type: 'computed'; readonly node: NodeIndex }
  /** A graph gets a node before there are any values. */
  | { readonly type: 'traced'; readonly node: NodeIndex }
  /** The values of a leaf were changed in place. */
  | { readonly type: 'changed'; readonly node: NodeIndex; readonly value: TensorIndex }
  /** A backward pass begins at a node with this gradient. `pass` counts from 1. */
  | { readonly type: 'seeded'; readonly node: NodeIndex; readonly pass: number; readonly gradient: TensorIndex }
  /** An operation turns the gradient of its output into those of its inputs. */
  | {
      readonly type: 'propagated';
      readonly node: NodeIndex;
      readonly pass: number;
      readonly gradient: TensorIndex;
      readonly flows: readonly EdgeFlow[];
      /** Whether what it had saved is freed now. */
      readonly isReleased: boolean;
    }
  /** A leaf's `grad` gets its share: `after` is `before` (null for none) plus `added`. */
  | {
      readonly type: 'accumulated';
      readonly node: NodeIndex;
      readonly pass: number;
      readonly added: TensorIndex;
      readonly before: TensorIndex | null;
      readonly after: TensorIndex;
    }
  /** A leaf's `grad` is None, or filled with zeros. */
  | { readonly type: 'cleared'; readonly node: NodeIndex; readonly after: TensorIndex | null }
  /** A tape begins to record. Tapes are counted from 1. */
  | { readonly type: 'taped'; readonly tape: number; readonly isPersistent: boolean }
  /** A tape ends, with so many operations that depend on the variables that it watched. */
  | {
      readonly type: 'recorded';
      readonly tape: number;
      readonly operations: number;
      readonly watched: readonly NodeIndex[];
    }
  /** A tape gives gradients; null for a variable that does not lead to the node. */
  | {
      readonly type: 'answered';
      readonly tape: number;
      readonly node: NodeIndex;
      readonly isConsumed: boolean;
      readonly gradients: readonly { readonly node: NodeIndex; readonly gradient: TensorIndex | null }[];
    }
  /** The framework refuses, as it would in Python. The program ends here. */
  | { readonly type: 'raised'; readonly error: string; readonly message: string };

/** A gradient of a backward pass beside the same one from differences of the computed values. */
export interface GradientCheck {
  readonly pass: number;
  readonly node: NodeIndex;
  readonly gradient: TensorIndex;
  readonly differences: TensorIndex;
  /** Greatest distance between the two. */
  readonly error: number;
}

/** A program, computed and differentiated by one dialect. */
export interface AutogradFilm {
  readonly tensors: readonly TensorNumbers[];
  readonly nodes: readonly FilmNode[];
  readonly edges: readonly FilmEdge[];
  readonly events: readonly FilmEvent[];
  /** Empty for the tape of TensorFlow: the numbers are the same. */
  readonly checks: readonly GradientCheck[];
  /** The program as this framework writes it; the lines of the events are its lines. */
  readonly code: string;
}

/** One step of gradient descent. */
export interface DescentStep {
  /** Value of what is differentiated, before the step. */
  readonly loss: number;
  /** The leaves' values, in the order in which the program makes them, before the step. */
  readonly leaves: readonly TensorNumbers[];
}

/** Asks for the films of a program. */
export interface DifferentiateRequest {
  readonly type: 'differentiate';
  readonly runId: number;
  readonly backend: BackendName | 'auto';
  readonly program: string;
}

/** Asks for gradient descent on what the program's first backward starts from. */
export interface DescendRequest {
  readonly type: 'descend';
  readonly runId: number;
  readonly backend: BackendName | 'auto';
  readonly program: string;
  readonly stepSize: number;
  readonly steps: number;
}

export interface DifferentiatedReport {
  readonly type: 'differentiated';
  readonly runId: number;
  readonly torch: AutogradFilm;
  readonly keras: AutogradFilm;
}

export interface DescendedReport {
  readonly type: 'descended';
  readonly runId: number;
  /** Names of the leaves. */
  readonly names: readonly string[];
  /** One more than the steps: the last one is where the descent ends. */
  readonly steps: readonly DescentStep[];
}
