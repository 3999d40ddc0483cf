import type { OperationName } from '../catalogue/catalogue.ts';
import type { BinaryOperator, ComparisonOperator, UnaryOperator } from '../syntax.ts';
import type { Given } from './given.ts';
import type { IndexItem, Value } from './value.ts';

/** What the evaluator asks of a framework. Operands are never two plain numbers: these are Python's affair. */
export interface Dialect<Tensor extends object> {
  readonly isTensor: (value: unknown) => value is Tensor;
  /** The tensor that an argument is, or becomes where the framework converts lists and numbers. */
  readonly toTensor: (value: Value<Tensor>, operation: OperationName, position: number) => Tensor;
  readonly operations: Readonly<Record<OperationName, (given: Given<Tensor>) => Value<Tensor>>>;
  readonly unary: (operator: UnaryOperator, operand: Tensor) => Tensor;
  readonly binary: (operator: BinaryOperator, left: Value<Tensor>, right: Value<Tensor>) => Tensor;
  readonly compare: (operator: ComparisonOperator, left: Value<Tensor>, right: Value<Tensor>) => Tensor;
  readonly index: (tensor: Tensor, items: readonly IndexItem<Tensor>[]) => Tensor;
  /** `tensor[items] = value`. */
  readonly assign: (tensor: Tensor, items: readonly IndexItem<Tensor>[], value: Value<Tensor>) => void;
  /** `tensor += value`: the tensor itself where the framework changes it in place. */
  readonly update: (operator: BinaryOperator, tensor: Tensor, value: Value<Tensor>) => Tensor;
  readonly attribute: (tensor: Tensor, name: string) => Value<Tensor> | undefined;
  readonly numel: (tensor: Tensor) => number;
  readonly ndim: (tensor: Tensor) => number;
  /** An integer tensor of the same shape, with `first` and those after it in its cells. */
  readonly numbered: (tensor: Tensor, first: number) => Tensor;
}
