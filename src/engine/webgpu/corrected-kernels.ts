/** Kernels that stock tfjs gets wrong, or refuses, on every adapter. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  addN,
  backend_util,
  engine,
  Max,
  reshape,
  reverse,
  tidy,
  tile as tiledTensor,
  transpose as transposed,
  util,
  type Tensor,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { asTensor } from '../conv2d-attributes.ts';
import { kernelInput, type KernelCall } from '../replace-kernel.ts';
import { FloatProgram } from './float-program.ts';
import { FunctionProgram, type FunctionName } from './function-program.ts';
import { IntegerTransposeProgram } from './integer-transpose-program.ts';
import { SelectProgram } from './select-program.ts';

type Call = KernelCall<WebGPUBackend>;

/** A function of each number, see `FunctionProgram`. */
export function functionOfEach({ inputs, backend, stock }: Call, name: FunctionName): TensorInfo {
  const x = kernelInput(inputs, 'x');
  if (x.dtype !== 'float32') return stock();
  return backend.runWebGPUProgram(new FunctionProgram(name, x.shape), [x], 'float32');
}

/**
 * Cast. The stock kernel calls integers float32 without changing a bit of them, and every shader that then takes them at
 * their word does not compile.
 */
export function cast({ inputs, attributes, backend, stock }: Call): TensorInfo {
  const x = kernelInput(inputs, 'x');
  if (!isInteger(x) || attributes.dtype !== 'float32') return stock();
  return backend.runWebGPUProgram(new FloatProgram(x.shape), [x], 'float32');
}

/** Transpose. Integers and booleans take our kernel. */
export function transpose({ inputs, attributes, backend, stock }: Call): TensorInfo {
  const x = kernelInput(inputs, 'x');
  if (!isInteger(x) || x.shape.length < 2) return stock();
  const program = new IntegerTransposeProgram(x.shape, attributes.perm as number[]);
  return backend.runWebGPUProgram(program, [x], x.dtype);
}

function isInteger({ dtype }: TensorInfo): boolean {
  return dtype === 'int32' || dtype === 'bool';
}

/** Select, for two tensors of the same type. */
export function select({ inputs, backend, stock }: Call): TensorInfo {
  const [ifTrue, ifFalse] = [kernelInput(inputs, 't'), kernelInput(inputs, 'e')];
  if (ifTrue.dtype !== ifFalse.dtype || !(isInteger(ifTrue) || ifTrue.dtype === 'float32')) return stock();
  const condition = flat(kernelInput(inputs, 'condition'));
  const tensors = [condition, flat(ifTrue), flat(ifFalse)];
  const numbersACondition = util.sizeFromShape(ifTrue.shape) / util.sizeFromShape(condition.shape);
  const uniforms = [{ type: 'int32', data: [numbersACondition] }];
  const program = new SelectProgram(flat(ifTrue).shape);
  return { ...backend.runWebGPUProgram(program, tensors, ifTrue.dtype, uniforms), shape: ifTrue.shape };
}

function flat(tensor: TensorInfo): TensorInfo {
  const { dataId, dtype, shape } = tensor;
  return { dataId, dtype, shape: [util.sizeFromShape(shape)] };
}

/**
 * AddN. The stock shader binds a buffer for each term and one for the sum, which are more than a device allows where
 * there are many: they are added in groups.
 */
export function addMany({ inputs, backend, stock }: Call): TensorInfo {
  const most = backend.device.limits.maxStorageBuffersPerShaderStage - 1;
  const terms = Object.values(inputs).flatMap((term) => (term ? [asTensor(term)] : []));
  if (terms.length <= most) return stock();
  return tidy(() => {
    const count = Math.ceil(terms.length / most);
    const sums = Array.from({ length: count }, (_, group) => addN(terms.slice(group * most, (group + 1) * most)));
    return addN(sums);
  });
}

/**
 * Cumsum and Cumprod. The stock shader that begins at the end has the length in its code and not in its key: a second
 * length runs the shader of the first. And it ends at four axes.
 */
export function cumulative({ inputs, attributes, stock }: Call, name: string): TensorInfo {
  const x = asTensor(kernelInput(inputs, 'x'));
  const axis = attributes.axis as number;
  if (!attributes.reverse && x.shape.length < 4) return stock();
  return tidy(() => {
    const [before, after] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)].map(util.sizeFromShape);
    const lines = reshape(x, [before ?? 1, x.shape[axis] ?? 1, after ?? 1]);
    const turn = (tensor: Tensor) => (attributes.reverse ? reverse(tensor, 1) : tensor);
    const forward = { ...attributes, axis: 1, reverse: false };
    return reshape(turn(engine().runKernel<Tensor>(name, { x: turn(lines) }, forward)), x.shape);
  });
}

/**
 * A kernel over axes. The stock ones put these last by the stock shader of Transpose, which fails with integers and
 * booleans: for them it is done here by ours.
 *
 * @param kernel for all others
 */
export function overAxes({ inputs, attributes }: Call, name: string, kernel: () => TensorInfo): TensorInfo {
  const x = asTensor(kernelInput(inputs, 'x'));
  const attribute = name === Max ? 'reductionIndices' : 'axis';
  const axes = util.parseAxisParam(attributes[attribute] as number | number[], x.shape);
  const permutation = backend_util.getAxesPermutation(axes, x.shape.length);
  if (!isInteger(x) || !permutation) return kernel();
  return tidy(() => {
    const last = { [attribute]: backend_util.getInnerMostAxes(axes.length, x.shape.length), keepDims: false };
    const result = engine().runKernel<Tensor>(name, { x: transposed(x, permutation) }, last);
    return attributes.keepDims ? reshape(result, backend_util.expandShapeToKeepDim(result.shape, axes)) : result;
  });
}

/** Tile. From five axes on the stock kernel reads the device, which blocks the page and is wrong on some adapters. */
export function tile({ inputs, attributes, stock }: Call): TensorInfo {
  const x = asTensor(kernelInput(inputs, 'x'));
  if (x.shape.length < 5) return stock();
  return tidy(() => (attributes.reps as number[]).reduce(tileAxis, x));
}

function tileAxis(x: Tensor, count: number, axis: number): Tensor {
  if (count === 1) return x;
  const [before, after] = [x.shape.slice(0, axis), x.shape.slice(axis)].map(util.sizeFromShape) as [number, number];
  const tiled = tiledTensor(reshape(x, [before, after]), [1, count]);
  return reshape(tiled, x.shape.with(axis, (x.shape[axis] ?? 1) * count));
}

/** ArgMax and ArgMin. The stock ones give a vector of one number for a vector, where a single number is due. */
export function position({ inputs, stock }: Call): TensorInfo {
  const result = stock();
  return kernelInput(inputs, 'x').shape.length === 1 ? { ...result, shape: [] } : result;
}
