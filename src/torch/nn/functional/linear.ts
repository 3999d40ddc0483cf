import * as tf from '@tensorflow/tfjs-core';
import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { record, recordView } from '../../autograd/record.ts';
import { RuntimeError } from '../../errors.ts';
import { fromDevice } from '../../operations/elementwise.ts';
import { sumToShape } from '../../operations/expand.ts';
import { requireSameType } from '../../operations/require-same-type.ts';
import { squeeze, unsqueeze, view } from '../../operations/reshaping.ts';
import { typeName } from '../../operations/type-names.ts';
import type { Tensor } from '../../tensor.ts';
import { WEIGHT_ORDER } from '../storage-orders.ts';

interface LinearParameters {
  readonly weight: Tensor;
  readonly bias?: Tensor | null;
}

/**
 * Affine map input Wᵀ + b: input [..., in], weight [out, in], bias [out] or null -> [..., out].
 *
 * @throws {RuntimeError} when the last axis of `input` is not `in`.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.linear.html
 */
export function linear(input: Tensor, ...values: Arguments<LinearParameters, ['weight', 'bias']>): Tensor {
  const { weight, bias: vector = null } = bindRequired<LinearParameters>(['weight', 'bias'], 1, values);
  const [outFeatures = 0, inFeatures = 0] = weight.shape;
  const rows = input.shape.slice(0, -1).reduce((product, size) => product * size, 1);
  const features = input.shape.at(-1) ?? 1;
  if (features !== inFeatures) {
    throw new RuntimeError(
      `mat1 and mat2 shapes cannot be multiplied (${rows}x${features} and ${inFeatures}x${outFeatures})`,
      'The last axis of the input must be in_features: flatten the input first, or change in_features.',
    );
  }
  if (vector) requireTypeOfWeight(input, weight);
  else requireSameType(input, weight);
  if (input.ndim === 2) return affine(input, weight, vector);
  if (input.ndim === 1 && !vector) return squeeze(affine(unsqueeze(input, 0), weight, null), 0);
  const result = affine(view(input, [rows, features]), weight, vector);
  return view(result, [...input.shape.slice(0, -1), outFeatures]);
}

function requireTypeOfWeight(input: Tensor, weight: Tensor): void {
  if (input.dtype === weight.dtype) return;
  throw new RuntimeError(
    `mat1 and mat2 must have the same dtype, but got ${typeName(input.dtype)} and ${typeName(weight.dtype)}`,
    'Convert the input: x.to(torch.float32).',
  );
}

function affine(input: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
  const transposed = transposedWeight(weight);
  const result = fromDevice(() => {
    const values = multiplied(input, transposed, false, false);
    return bias ? tf.add(values, bias.floatsIn([0])) : values;
  });
  return record(result, {
    name: bias ? 'AddmmBackward0' : 'MmBackward0',
    inputs: bias ? [bias, input, transposed] : [input, transposed],
    saved: bias ? { mat1: input, mat2: transposed } : { self: input, mat2: transposed },
    backward: (gradient, saved, needed) => {
      const [neededBias, neededInput, neededWeight] = bias ? needed : [false, ...needed];
      return [
        ...(bias ? [neededBias ? sumToShape(gradient, bias.shape) : null] : []),
        neededInput ? product(gradient, saved.mat2, false, true) : null,
        neededWeight ? product('mat1' in saved ? saved.mat1 : saved.self, gradient, true, false) : null,
      ];
    },
  });
}

/** A product of two matrices, each transposed first if it says so. */
function product(a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor {
  const result = fromDevice(() => multiplied(a, b, transposeA, transposeB));
  return record(result, {
    name: 'MmBackward0',
    inputs: [a, b],
    saved: { self: a, mat2: b },
    backward: (gradient, { self, mat2 }, needed) => [
      needed[0] ? gradientOfFirst(gradient, mat2, transposeA, transposeB) : null,
      needed[1] ? gradientOfSecond(gradient, self, transposeA, transposeB) : null,
    ],
  });
}

function multiplied(a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): tf.Tensor {
  if (a.numel() > 0 && b.numel() > 0) return tf.matMul(matrixOf(a), matrixOf(b), transposeA, transposeB);
  // Kernels read beyond the end where there is nothing to add.
  return tf.zeros([a.size(transposeA ? 1 : 0), b.size(transposeB ? 0 : 1)]);
}

function gradientOfFirst(gradient: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor {
  return transposeA ? product(b, gradient, transposeB, true) : product(gradient, b, false, !transposeB);
}

function gradientOfSecond(gradient: Tensor, a: Tensor, transposeA: boolean, transposeB: boolean): Tensor {
  return transposeB ? product(gradient, a, true, transposeA) : product(a, gradient, !transposeA, false);
}

/** The weight as [in, out]. It lies so in memory already, and its gradient is computed so: nothing is moved. */
function transposedWeight(weight: Tensor): Tensor {
  const [outFeatures = 0, inFeatures = 0] = weight.shape;
  const strides = [weight.stride(1), weight.stride(0)];
  const layout = { shape: [inFeatures, outFeatures], strides, offset: weight.storageOffset() };
  return recordView(weight, layout, 'TBackward0', transposedGradient);
}

function transposedGradient(gradient: Tensor): Tensor {
  const result = fromDevice(() => matrixOf(gradient), WEIGHT_ORDER);
  return record(result, {
    name: 'TBackward0',
    inputs: [gradient],
    backward: (second) => [transposedWeight(second)],
  });
}

function matrixOf(tensor: Tensor): tf.Tensor2D {
  return tensor.floatsIn([0, 1]) as tf.Tensor2D;
}
