import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { add, mul } from '../../operations/arithmetic.ts';
import { permute } from '../../operations/axes.ts';
import { matmul } from '../../operations/matmul.ts';
import { reshape, unsqueeze } from '../../operations/reshaping.ts';
import { sum } from '../../operations/sums.ts';
import type { Tensor } from '../../tensor.ts';

interface BilinearParameters {
  readonly input2: Tensor;
  readonly weight: Tensor;
  readonly bias?: Tensor | null;
}

const NAMES = ['input2', 'weight', 'bias'] as const;

/**
 * x1ᵀ W x2 + b: input1 [..., in1], input2 [..., in2], weight [out, in1, in2], bias [out] or null -> [..., out].
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.bilinear.html
 */
export function bilinear(input1: Tensor, ...values: Arguments<BilinearParameters, typeof NAMES>): Tensor {
  const { input2, weight, bias = null } = bindRequired<BilinearParameters>(NAMES, 2, values);
  const [outFeatures = 0, in1 = 0, in2 = 0] = weight.shape;
  const matrix = reshape(permute(weight, [1, 0, 2]), [in1, outFeatures * in2]);
  const products = reshape(matmul(input1, matrix), [...input1.shape.slice(0, -1), outFeatures, in2]);
  const result = sum(mul(products, unsqueeze(input2, -2)), -1);
  return bias ? add(result, bias) : result;
}
