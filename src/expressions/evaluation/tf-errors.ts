/** Errors in TensorFlow's words; those about types of C++ end before the description of the operation's node. */
import type { DataType } from '../data-types.ts';
import { FrameworkError } from './framework-error.ts';

const TYPES_OF_KERNELS: Readonly<Record<DataType, string>> = {
  float32: 'float',
  float64: 'double',
  int32: 'int32',
  int64: 'int64',
  bool: 'bool',
};

/** Operands of different types. */
export function mismatch(op: string, input: number, expected: DataType, got: DataType): FrameworkError {
  const [wanted, given] = [TYPES_OF_KERNELS[expected], TYPES_OF_KERNELS[got]];
  return new FrameworkError(
    'InvalidArgumentError',
    `cannot compute ${op} as input #${input}(zero-based) was expected to be a ${wanted} tensor but is a ${given} tensor ` +
      `[Op:${op}] name: `,
  );
}

/** A type that an operation has no kernel for. */
export function notAllowed(dtype: DataType, allowed: string, attribute = 'T'): FrameworkError {
  return new FrameworkError(
    'InvalidArgumentError',
    `Value for attr '${attribute}' of ${TYPES_OF_KERNELS[dtype]} is not in the list of allowed values: ${allowed}`,
  );
}

/** What an operation's kernel says of its arguments. */
export function kernelError(op: string, message: string, wrapped = op): FrameworkError {
  return new FrameworkError(
    'InvalidArgumentError',
    `{{function_node __wrapped__${wrapped}_device_/job:localhost/replica:0/task:0/device:CPU:0}} ${message} [Op:${op}]`,
  );
}

/** A value of Python that does not fit a type. */
export function cannotConvert(text: string, dtype: DataType): FrameworkError {
  return new FrameworkError('TypeError', `Cannot convert ${text} to EagerTensor of dtype ${dtype}`);
}

/** `[2,3]`, as TensorFlow's kernels write a shape. */
export function shapeText(shape: readonly number[]): string {
  return `[${shape.join(',')}]`;
}
