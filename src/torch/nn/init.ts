/**
 * First values of parameters, as torch.nn.init. Each function changes its tensor in place, unseen by autograd, and returns
 * it; the random ones draw from the default generator unless they are given another, and from a seed they give PyTorch's
 * numbers, row by row (of a transposed tensor, PyTorch draws in the order of its memory).
 *
 * @source https://docs.pytorch.org/docs/stable/nn.init.html
 */
import { bindArguments, bindRequired, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { NotImplementedError, ValueError } from '../errors.ts';
import { fromHost } from '../operations/elementwise.ts';
import { hostArray } from '../operations/creation.ts';
import { typeName } from '../operations/type-names.ts';
import { defaultGenerator } from '../random/default-generator.ts';
import type { Generator } from '../random/generator.ts';
import { kaimingBound, kaimingStd, xavierBound, xavierStd, type KaimingOptions } from '../random/initialization.ts';
import { formatShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { warn } from '../warnings.ts';
import { orthonormalColumns } from './orthogonal.ts';

export { calculateGain } from '../random/initialization.ts';

interface RandomParameters {
  /** Source of the random numbers; the default generator if absent. */
  readonly generator?: Generator | null;
}

interface UniformParameters extends RandomParameters {
  readonly a?: number;
  readonly b?: number;
}

/**
 * Uniform numbers in [a, b). Call: `uniform_(tensor, a = 0, b = 1, generator)`.
 *
 * @source https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.uniform_
 */
export function uniform_(tensor: Tensor, ...values: Arguments<UniformParameters, ['a', 'b', 'generator']>): Tensor {
  const { a = 0, b = 1, generator } = bindArguments<UniformParameters>(['a', 'b', 'generator'], values);
  return fill(tensor, (count) => sourceOf(generator).uniform(count, a, b));
}

interface NormalParameters extends RandomParameters {
  readonly mean?: number;
  readonly std?: number;
}

/**
 * Normal numbers. Call: `normal_(tensor, mean = 0, std = 1, generator)`.
 *
 * @source https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.normal_
 */
export function normal_(tensor: Tensor, ...values: Arguments<NormalParameters, ['mean', 'std', 'generator']>): Tensor {
  const { mean = 0, std = 1, generator } = bindArguments<NormalParameters>(['mean', 'std', 'generator'], values);
  return fill(tensor, (count) => sourceOf(generator).normal(count, mean, std));
}

interface TruncatedNormalParameters extends NormalParameters {
  readonly a?: number;
  readonly b?: number;
}

/**
 * Normal numbers, drawn again where they are not in [a, b].
 *
 * Call: `truncNormal_(tensor, mean = 0, std = 1, a = -2, b = 2, generator)`.
 *
 * @source https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.trunc_normal_
 */
export function truncNormal_(
  tensor: Tensor,
  ...values: Arguments<TruncatedNormalParameters, ['mean', 'std', 'a', 'b', 'generator']>
): Tensor {
  const names = ['mean', 'std', 'a', 'b', 'generator'] as const;
  const { mean = 0, std = 1, a = -2, b = 2, generator } = bindArguments<TruncatedNormalParameters>(names, values);
  if (mean < a - 2 * std || mean > b + 2 * std) {
    warn('mean is more than 2 std from [a, b] in nn.init.trunc_normal_. The distribution of values may be incorrect.');
  }
  return fill(tensor, (count) => sourceOf(generator).truncatedNormal(count, mean, std, a, b));
}

interface ConstantParameters {
  readonly val: number;
}

/** `val` everywhere. @source https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.constant_ */
export function constant_(tensor: Tensor, ...values: Arguments<ConstantParameters, ['val']>): Tensor {
  const { val } = bindRequired<ConstantParameters>(['val'], 1, values);
  return fillAny(tensor, new Float64Array(tensor.numel()).fill(val));
}

/** 1 everywhere. @source https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.ones_ */
export function ones_(tensor: Tensor): Tensor {
  return constant_(tensor, 1);
}

/** 0 everywhere. @source https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.zeros_ */
export function zeros_(tensor: Tensor): Tensor {
  return constant_(tensor, 0);
}

/**
 * The identity matrix, so that a Linear hands on its inputs.
 *
 * @throws {ValueError} when the tensor has not two axes.
 * @source https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.eye_
 */
export function eye_(tensor: Tensor): Tensor {
  const [, columns] = matrixShape(tensor);
  const identity = new Float64Array(tensor.numel());
  for (let place = 0; place < identity.length; place++) {
    if (Math.floor(place / columns) === place % columns) identity[place] = 1;
  }
  return fillAny(tensor, identity);
}

interface DiracParameters {
  /** Groups of the convolution: each of them hands on its channels. */
  readonly groups?: number;
}

/**
 * The kernel that hands on its input: 1 at the middle, from each channel to the same one. Call: `dirac_(tensor, groups = 1)`.
 *
 * @throws {ValueError} when the tensor has not 3, 4 or 5 axes, or the first is no multiple of `groups`.
 * @source https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.dirac_
 */
export function dirac_(tensor: Tensor, ...values: Arguments<DiracParameters, ['groups']>): Tensor {
  const { groups = 1 } = bindArguments<DiracParameters>(['groups'], values);
  const [outputs = 0, inputs = 0, ...kernel] = tensor.shape;
  if (tensor.ndim < 3 || tensor.ndim > 5) {
    throw new ValueError(`Only tensors with 3, 4, or 5 dimensions are supported, got ${formatShape(tensor.shape)}.`);
  }
  if (outputs % groups !== 0) throw new ValueError(`dim 0 must be divisible by groups: ${outputs} by ${groups}.`);
  const kernelSize = kernel.reduce((product, size) => product * size, 1);
  const middle = kernel.reduce((place, size) => place * size + Math.floor(size / 2), 0);
  const perGroup = outputs / groups;
  const weights = new Float64Array(tensor.numel());
  for (let output = 0; output < outputs; output++) {
    const input = output % perGroup;
    if (input < inputs) weights[(output * inputs + input) * kernelSize + middle] = 1;
  }
  return fillAny(tensor, weights);
}

interface XavierParameters extends RandomParameters {
  /** Factor for the nonlinearity that follows: see `calculateGain`. */
  readonly gain?: number;
}

/**
 * Uniform numbers in ± gain √(6 / (fan in + fan out)). Call: `xavierUniform_(tensor, gain = 1, generator)`.
 *
 * @throws {ValueError} when the tensor has fewer than two axes.
 * @source https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.xavier_uniform_
 */
export function xavierUniform_(tensor: Tensor, ...values: Arguments<XavierParameters, ['gain', 'generator']>): Tensor {
  const { gain = 1, generator = null } = bindArguments<XavierParameters>(['gain', 'generator'], values);
  const bound = xavierBound(tensor.shape, gain);
  return uniform_(tensor, -bound, bound, { generator });
}

/**
 * Normal numbers with the standard deviation gain √(2 / (fan in + fan out)).
 *
 * Call: `xavierNormal_(tensor, gain = 1, generator)`.
 *
 * @throws {ValueError} when the tensor has fewer than two axes.
 * @source https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.xavier_normal_
 */
export function xavierNormal_(tensor: Tensor, ...values: Arguments<XavierParameters, ['gain', 'generator']>): Tensor {
  const { gain = 1, generator = null } = bindArguments<XavierParameters>(['gain', 'generator'], values);
  return normal_(tensor, 0, xavierStd(tensor.shape, gain), { generator });
}

interface KaimingParameters extends KaimingOptions, RandomParameters {}

const KAIMING = ['a', 'mode', 'nonlinearity', 'generator'] as const;

/**
 * Uniform numbers in ± gain √(3 / fan).
 *
 * Call: `kaimingUniform_(tensor, a = 0, mode = 'fan_in', nonlinearity = 'leaky_relu', generator)`.
 *
 * @throws {ValueError} when the tensor has fewer than two axes, or the mode or the nonlinearity is unknown.
 * @source https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.kaiming_uniform_
 */
export function kaimingUniform_(tensor: Tensor, ...values: Arguments<KaimingParameters, typeof KAIMING>): Tensor {
  const { generator = null, ...options } = bindArguments<KaimingParameters>(KAIMING, values);
  if (isEmpty(tensor)) return tensor;
  const bound = kaimingBound(tensor.shape, options);
  return uniform_(tensor, -bound, bound, { generator });
}

/**
 * Normal numbers with the standard deviation gain / √fan.
 *
 * Call: `kaimingNormal_(tensor, a = 0, mode = 'fan_in', nonlinearity = 'leaky_relu', generator)`.
 *
 * @throws {ValueError} when the tensor has fewer than two axes, or the mode or the nonlinearity is unknown.
 * @source https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.kaiming_normal_
 */
export function kaimingNormal_(tensor: Tensor, ...values: Arguments<KaimingParameters, typeof KAIMING>): Tensor {
  const { generator = null, ...options } = bindArguments<KaimingParameters>(KAIMING, values);
  if (isEmpty(tensor)) return tensor;
  return normal_(tensor, 0, kaimingStd(tensor.shape, options), { generator });
}

/**
 * A random matrix whose rows are orthonormal, or whose columns are where there are more rows; further axes count as
 * columns. Within 1e-6 of PyTorch, whose factorization rounds otherwise.
 *
 * Call: `orthogonal_(tensor, gain = 1, generator)`.
 *
 * @throws {ValueError} when the tensor has fewer than two axes.
 * @source https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.orthogonal_
 */
export function orthogonal_(tensor: Tensor, ...values: Arguments<XavierParameters, ['gain', 'generator']>): Tensor {
  const { gain = 1, generator } = bindArguments<XavierParameters>(['gain', 'generator'], values);
  if (tensor.ndim < 2) {
    throw new ValueError(`Only tensors with 2 or more dimensions are supported, got ${formatShape(tensor.shape)}.`);
  }
  if (tensor.numel() === 0) return tensor;
  return fill(tensor, (count) => {
    const rows = tensor.size(0);
    const columns = count / rows;
    const drawn = Float64Array.from(sourceOf(generator).normal(count));
    const q =
      rows < columns
        ? transposed(orthonormalColumns(transposed(drawn, rows, columns), columns, rows), columns, rows)
        : orthonormalColumns(drawn, rows, columns);
    return Float32Array.from(q, (value) => gain * Math.fround(value));
  });
}

interface SparseParameters extends RandomParameters {
  readonly sparsity: number;
  readonly std?: number;
}

/**
 * Normal numbers, and in each column zeros at the share `sparsity` of its rows. The places of the zeros come from the
 * default generator also where another one is given, as in PyTorch.
 *
 * Call: `sparse_(tensor, sparsity, std = 0.01, generator)`.
 *
 * @throws {ValueError} when the tensor has not two axes.
 * @source https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.sparse_
 */
export function sparse_(
  tensor: Tensor,
  ...values: Arguments<SparseParameters, ['sparsity', 'std', 'generator']>
): Tensor {
  const names = ['sparsity', 'std', 'generator'] as const;
  const { sparsity, std = 0.01, generator } = bindRequired<SparseParameters>(names, 1, values);
  const [rows, columns] = matrixShape(tensor);
  const zeroCount = Math.ceil(sparsity * rows);
  return fill(tensor, (count) => {
    const weights = sourceOf(generator).normal(count, 0, std);
    for (let column = 0; column < columns; column++) {
      const zeros = defaultGenerator.permutation(rows).subarray(0, zeroCount);
      for (const row of zeros) weights[row * columns + column] = 0;
    }
    return weights;
  });
}

function sourceOf(generator: Generator | null | undefined): Generator {
  return generator ?? defaultGenerator;
}

/** Fills a tensor with float32 numbers, row by row. */
function fill(tensor: Tensor, draw: (count: number) => Float32Array): Tensor {
  if (tensor.dtype !== 'float32') {
    throw new NotImplementedError(
      `random numbers are not implemented for '${typeName(tensor.dtype)}'`,
      'Use a tensor of torch.float32.',
    );
  }
  return fillAny(tensor, draw(tensor.numel()));
}

function fillAny(tensor: Tensor, values: Float32Array | Float64Array): Tensor {
  const source = fromHost(hostArray(values, tensor.dtype), tensor.shape, tensor.dtype);
  tensor.write(source);
  source.dispose();
  return tensor;
}

function matrixShape({ shape }: Tensor): readonly [rows: number, columns: number] {
  const [rows, columns] = shape;
  if (rows === undefined || columns === undefined || shape.length !== 2) {
    throw new ValueError(`Only tensors with 2 dimensions are supported, got ${formatShape(shape)}.`);
  }
  return [rows, columns];
}

function isEmpty(tensor: Tensor): boolean {
  if (tensor.numel() > 0) return false;
  warn('Initializing zero-element tensors is a no-op');
  return true;
}

function transposed(matrix: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from(matrix, (_, place) => matrix[(place % rows) * columns + Math.floor(place / rows)] ?? 0);
}
