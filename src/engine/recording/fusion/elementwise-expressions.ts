import type { DataType } from '@tensorflow/tfjs-core';
import { sizeOf, type KernelNode, type Use } from '../kernel-graph.ts';

/** An operation as an expression of WGSL, from those of its inputs by name. */
type Expression = (inputs: Readonly<Record<string, string>>, node: KernelNode) => string;

const binary =
  (operator: string): Expression =>
  ({ a = '', b = '' }) =>
    `(${a} ${operator} ${b})`;

const comparison =
  (operator: string): Expression =>
  ({ a = '', b = '' }) =>
    `select(0, 1, ${a} ${operator} ${b})`;

/** What reads and writes numbers at one place. Booleans are integers on the device. */
const expressions: Readonly<Record<string, Expression>> = {
  Add: binary('+'),
  Sub: binary('-'),
  Multiply: binary('*'),
  RealDiv: binary('/'),
  Neg: ({ x = '' }) => `(-${x})`,
  Square: ({ x = '' }) => `(${x} * ${x})`,
  Sqrt: ({ x = '' }) => `sqrt(${x})`,
  Equal: comparison('=='),
  NotEqual: comparison('!='),
  Greater: comparison('>'),
  GreaterEqual: comparison('>='),
  Less: comparison('<'),
  LessEqual: comparison('<='),
  Cast: ({ x = '' }, { outputs: [output] }) => `${typeOf(output?.dtype)}(${x})`,
  Select: ({ condition = '', t = '', e = '' }) => `select(${e}, ${t}, ${condition} != 0)`,
  ZerosLike: (_, { outputs: [output] }) => `${typeOf(output?.dtype)}(0)`,
  // Of one number.
  Sum: ({ x = '' }) => x,
};

/** How the device holds numbers of a type. */
export function typeOf(dtype: DataType | undefined): 'f32' | 'i32' {
  return dtype === 'float32' ? 'f32' : 'i32';
}

/** The node's operation, or null where it is none of numbers at one place, or one that rounds otherwise in WGSL. */
export function expressionOf(node: KernelNode): Expression | null {
  const [output, ...others] = node.outputs;
  const expression = expressions[node.kernel];
  if (!output || others.length > 0 || node.takesList || !expression) return null;
  const inputs = Object.values(node.inputs);
  const size = sizeOf(output);
  const fits = inputs.every((use) => sizeOf(use) === 1 || hasShape(use, output));
  const isSupported = inputs.every(({ dtype }) => dtype === 'float32' || dtype === 'int32' || dtype === 'bool');
  return fits &&
    isSupported &&
    hasRightTypes(node, inputs, output) &&
    (node.kernel !== 'Sum' || size === inputSize(node))
    ? expression
    : null;
}

function hasRightTypes({ kernel }: KernelNode, inputs: readonly Use[], output: Use): boolean {
  // Integers divide and compare in ways of their own, and a float becomes an integer towards zero in one framework only.
  if (kernel === 'Cast') return output.dtype === 'float32' || inputs.every(({ dtype }) => dtype !== 'float32');
  if (kernel === 'Select') return inputs.slice(1).every(({ dtype }) => dtype === output.dtype);
  const [first] = inputs;
  const areAlike = inputs.every(({ dtype }) => dtype === first?.dtype);
  if (output.dtype === 'bool') return areAlike;
  return areAlike && output.dtype === first?.dtype && (output.dtype === 'float32' || kernel === 'ZerosLike');
}

function inputSize({ inputs: { x } }: KernelNode): number {
  return x ? sizeOf(x) : NaN;
}

function hasShape({ shape }: Use, { shape: other }: Use): boolean {
  return shape.length === other.length && shape.every((size, axis) => size === other[axis]);
}
