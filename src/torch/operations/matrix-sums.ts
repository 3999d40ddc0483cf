import { named } from '../../calling-convention/named.ts';
import { record } from '../autograd/record.ts';
import type { Tensor } from '../tensor.ts';
import { add, mul } from './arithmetic.ts';
import { transpose } from './axes.ts';
import { sumToShape } from './expand.ts';
import { bmm, mm, mv, outer } from './matmul.ts';

/**
 * beta · input + alpha · mat1 · mat2; `input` broadcasts. Call: `addmm(input, mat1, mat2, { beta, alpha })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.addmm.html
 */
export const addmm = named(
  'addmm',
  ['mat1', 'mat2', 'beta', 'alpha'],
  (input: Tensor, mat1: Tensor, mat2: Tensor, beta: number = 1, alpha: number = 1): Tensor => {
    return record(weightedSum(input, mm(mat1.detach(), mat2.detach()), beta, alpha), {
      name: 'AddmmBackward0',
      inputs: [input, mat1, mat2],
      saved: { mat1, mat2 },
      backward: (gradient, saved, needed) => [
        needed[0] ? sumToShape(scaled(gradient, beta), input.shape) : null,
        needed[1] ? scaled(mm(gradient, transpose(saved.mat2, 0, 1)), alpha) : null,
        needed[2] ? scaled(mm(transpose(saved.mat1, 0, 1), gradient), alpha) : null,
      ],
    });
  },
);

/**
 * beta · input + alpha · batch1 · batch2, for each matrix of two batches. Call as `addmm`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.baddbmm.html
 */
export const baddbmm = named(
  'baddbmm',
  ['batch1', 'batch2', 'beta', 'alpha'],
  (input: Tensor, batch1: Tensor, batch2: Tensor, beta: number = 1, alpha: number = 1): Tensor => {
    return record(weightedSum(input, bmm(batch1.detach(), batch2.detach()), beta, alpha), {
      name: 'BaddbmmBackward0',
      inputs: [input, batch1, batch2],
      saved: { batch1, batch2 },
      backward: (gradient, saved, needed) => [
        needed[0] ? sumToShape(scaled(gradient, beta), input.shape) : null,
        needed[1] ? scaled(bmm(gradient, transpose(saved.batch2, 1, 2)), alpha) : null,
        needed[2] ? scaled(bmm(transpose(saved.batch1, 1, 2), gradient), alpha) : null,
      ],
    });
  },
);

/**
 * beta · input + alpha · mat · vec. Call as `addmm`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.addmv.html
 */
export const addmv = named(
  'addmv',
  ['mat', 'vec', 'beta', 'alpha'],
  (input: Tensor, mat: Tensor, vec: Tensor, beta: number = 1, alpha: number = 1): Tensor => {
    return record(weightedSum(input, mv(mat.detach(), vec.detach()), beta, alpha), {
      name: 'AddmvBackward0',
      inputs: [input, mat, vec],
      saved: { mat, vec },
      backward: (gradient, saved, needed) => [
        needed[0] ? sumToShape(scaled(gradient, beta), input.shape) : null,
        needed[1] ? scaled(outer(gradient, saved.vec), alpha) : null,
        needed[2] ? scaled(mv(transpose(saved.mat, 0, 1), gradient), alpha) : null,
      ],
    });
  },
);

function weightedSum(input: Tensor, product: Tensor, beta: number, alpha: number): Tensor {
  return add(scaled(product, alpha), scaled(input.detach(), beta));
}

function scaled(tensor: Tensor, factor: number): Tensor {
  return factor === 1 ? tensor : mul(tensor, factor);
}
