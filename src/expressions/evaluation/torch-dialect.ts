import * as torch from '../../torch/index.ts';
import type { IndexItem as TorchIndexItem } from '../../torch/operations/index-items.ts';
import { Tensor } from '../../torch/tensor.ts';
import { catalogue, type OperationName } from '../catalogue/catalogue.ts';
import type { BinaryOperator, ComparisonOperator } from '../syntax.ts';
import type { Dialect } from './dialect.ts';
import { FrameworkError } from './framework-error.ts';
import { operandPair, tensorOf, type TorchOperand } from './torch-operands.ts';
import { torchOperations } from './torch-operations.ts';
import { isSlice, PythonFloat, tensorAttribute, typeNameOf, type IndexItem, type Value } from './value.ts';

const BINARY: Readonly<Record<Exclude<BinaryOperator, '@'>, (left: TorchOperand, right: TorchOperand) => Tensor>> = {
  '+': (left, right) => torch.add(left, right),
  '-': (left, right) => torch.sub(left, right),
  '*': (left, right) => torch.mul(left, right),
  '/': (left, right) => torch.div(left, right),
  '//': (left, right) => torch.floorDivide(left, right),
  '%': (left, right) => torch.remainder(left, right),
  '**': (left, right) => torch.pow(left, right),
  '&': (left, right) => torch.bitwiseAnd(left, right),
  '|': (left, right) => torch.bitwiseOr(left, right),
  '^': (left, right) => torch.bitwiseXor(left, right),
};

const IN_PLACE: Readonly<Partial<Record<BinaryOperator, (tensor: Tensor, value: TorchOperand) => Tensor>>> = {
  '+': (tensor, value) => tensor.add_(value),
  '-': (tensor, value) => tensor.sub_(value),
  '*': (tensor, value) => tensor.mul_(value),
  '/': (tensor, value) => tensor.div_(value),
  '//': (tensor, value) => tensor.floorDivide_(value),
  '%': (tensor, value) => tensor.remainder_(value),
  '**': (tensor, value) => tensor.pow_(value),
};

const COMPARE: Readonly<Record<ComparisonOperator, (left: Tensor, right: TorchOperand) => Tensor>> = {
  '<': (left, right) => torch.lt(left, right),
  '<=': (left, right) => torch.le(left, right),
  '>': (left, right) => torch.gt(left, right),
  '>=': (left, right) => torch.ge(left, right),
  '==': (left, right) => torch.eq(left, right),
  '!=': (left, right) => torch.ne(left, right),
};

const MIRRORED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
};

/** The PyTorch dialect. @param read the values of a tensor, for masks that only the device knows. */
export function torchDialect(read: (tensor: Tensor) => ArrayLike<number>): Dialect<Tensor> {
  return {
    isTensor: (value): value is Tensor => value instanceof Tensor,
    toTensor: refuseToConvert,
    operations: torchOperations,
    unary: (operator, operand) => {
      if (operator === '-') return torch.neg(operand);
      return operator === '~' ? inverted(operand) : operand;
    },
    binary,
    compare: (operator, left, right) => {
      const [a, b] = operandPair(left, right, operator);
      if (a instanceof Tensor) return COMPARE[operator](a, b);
      return b instanceof Tensor ? COMPARE[MIRRORED[operator]](b, a) : torch.tensor(false);
    },
    index: (tensor, items) => tensor.index(items.map((item) => indexItem(item, read))),
    assign: (tensor, items, value) => {
      const source = value instanceof PythonFloat ? value.value : value;
      const isPlain = source instanceof Tensor || typeof source === 'number' || typeof source === 'boolean';
      if (!isPlain) throw new FrameworkError('TypeError', `can't assign a ${typeNameOf(value)} to a torch.FloatTensor`);
      tensor.setIndex(
        items.map((item) => indexItem(item, read)),
        source,
      );
    },
    update: (operator, tensor, value) => {
      const change = IN_PLACE[operator];
      if (!change) return binary(operator, tensor, value);
      const other =
        value instanceof PythonFloat && tensor.dtype === 'int64'
          ? torch.tensor(value.value, { dtype: 'float32' })
          : value;
      return change(tensor, operandPair(tensor, other, `${operator}=`)[1]);
    },
    attribute: tensorAttribute,
    numel: (tensor) => tensor.numel(),
    ndim: (tensor) => tensor.ndim,
    numbered: (tensor, first) => torch.arange(first, first + tensor.numel()).view(tensor.shape),
  };
}

function inverted(operand: Tensor): Tensor {
  if (operand.dtype !== 'float32') return torch.bitwiseNot(operand);
  throw new TypeError('~ (operator.invert) is only implemented on integer and Boolean-type tensors');
}

function binary(operator: BinaryOperator, left: Value<Tensor>, right: Value<Tensor>): Tensor {
  if (operator === '@') {
    if (left instanceof Tensor && right instanceof Tensor) return torch.matmul(left, right);
    const [first, second] = [typeNameOf(left), typeNameOf(right)];
    throw new FrameworkError('TypeError', `unsupported operand type(s) for @: '${first}' and '${second}'`);
  }
  return BINARY[operator](...operandPair(left, right, operator));
}

function refuseToConvert(value: Value<Tensor>, operation: OperationName, position: number): Tensor {
  // The name of PyTorch's function: `torch.reshape(`, or `.view(` behind the tensor.
  const name = /(\w+)\(/.exec(catalogue[operation].torch)?.[1] ?? operation;
  const argument = `'${position === 1 ? 'input' : 'other'}' (position ${position})`;
  throw new FrameworkError('TypeError', `${name}(): argument ${argument} must be Tensor, not ${typeNameOf(value)}`);
}

function indexItem(item: IndexItem<Tensor>, read: (tensor: Tensor) => ArrayLike<number>): TorchIndexItem {
  if (item instanceof Tensor) {
    if (item.hostValues || item.dtype === 'float32') return item;
    const values = Array.from(read(item), (value) => (item.dtype === 'bool' ? value !== 0 : value));
    return torch.tensor(values, { dtype: item.dtype }).view(item.shape);
  }
  if (item === null || item === '...' || typeof item === 'number' || typeof item === 'boolean') return item;
  return isSlice(item) ? item : tensorOf(item, null);
}
