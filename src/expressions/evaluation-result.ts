/** What a program computed, as data that crosses from the worker to the page. */
import type { Relation } from './catalogue/operation.ts';
import type { DataType } from './data-types.ts';
import type { Place } from './expression-error.ts';
import type { Span } from './syntax.ts';

/** What one dialect made of a program: the statements up to the first error. */
export interface Evaluation {
  readonly statements: readonly EvaluatedStatement[];
  /** Why it ended early, or null. */
  readonly error: EvaluationError | null;
}

export interface EvaluatedStatement {
  /** The value of an expression, or what was assigned; of an item assignment, the tensor that was changed. */
  readonly value: EvaluatedValue;
  /** The tensors that the statement's last operation took, in their order. */
  readonly operands: readonly EvaluatedOperand[];
  /** How cells of the operands became cells of the value, where the statement is one operation. */
  readonly origin: Origin | null;
}

export interface EvaluatedOperand {
  /** As the program writes it. */
  readonly label: string;
  readonly value: EvaluatedTensor;
}

export type EvaluatedValue = EvaluatedTensor | EvaluatedText | EvaluatedList;

export interface EvaluatedTensor {
  /** `array`: a NumPy array. */
  readonly kind: 'tensor' | 'array';
  readonly dtype: DataType;
  readonly shape: readonly number[];
  /** Row by row; booleans as 0 and 1. */
  readonly values: readonly number[];
  /** Null where the framework does not show it: TensorFlow. */
  readonly layout: EvaluatedLayout | null;
}

/** How a tensor of PyTorch lies in memory. */
export interface EvaluatedLayout {
  readonly strides: readonly number[];
  readonly offset: number;
  readonly isContiguous: boolean;
  /** Other names of the program at that moment whose values share its memory. */
  readonly sharesMemoryWith: readonly string[];
}

/** A value of Python, as Python prints it. */
export interface EvaluatedText {
  readonly kind: 'text';
  readonly text: string;
}

export interface EvaluatedList {
  readonly kind: 'list';
  readonly items: readonly EvaluatedValue[];
}

export interface Origin {
  readonly relation: Relation;
  /** Of `reduction`: the reduced axes, counted from 0; null for all. */
  readonly axes: readonly number[] | null;
  /**
   * Of `moves`: for each cell of the value the cell that it was, counted through all operands one after the other. Computed
   * by the same operation on tensors that hold the numbers of their cells.
   */
  readonly sources: readonly number[];
}

/** `framework`: what the framework raises. `program`: what this language refuses, at a place, with a way on. */
export type EvaluationError =
  | {
      readonly kind: 'framework';
      readonly errorClass: string;
      readonly message: string;
      /** Index of the statement that raised it. */
      readonly statement: number;
    }
  | {
      readonly kind: 'program';
      readonly message: string;
      readonly fix: string;
      readonly span: Span;
      readonly place: Place;
      readonly statement: number;
    };
