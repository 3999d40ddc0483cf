/** How PyTorch's dialect computes each operation of the catalogue. */
import type { OperationName } from '../catalogue/catalogue.ts';
import * as torch from '../../torch/index.ts';
import type { Tensor } from '../../torch/tensor.ts';
import type { Given } from './given.ts';
import { torchConversions } from './torch-conversions.ts';
import { torchPairwise } from './torch-pairwise.ts';
import { torchReductions } from './torch-reductions.ts';
import { torchShapes } from './torch-shapes.ts';
import type { Value } from './value.ts';

type Compute = (given: Given<Tensor>) => Value<Tensor>;

const unary =
  (compute: (input: Tensor) => Tensor): Compute =>
  (given) =>
    compute(given.tensor('x'));

export const torchOperations: Readonly<Record<OperationName, Compute>> = {
  abs: unary(torch.abs),
  negative: unary(torch.neg),
  exp: unary(torch.exp),
  log: unary(torch.log),
  log1p: unary(torch.log1p),
  sqrt: unary(torch.sqrt),
  rsqrt: unary(torch.rsqrt),
  square: unary(torch.square),
  reciprocal: unary(torch.reciprocal),
  sin: unary(torch.sin),
  cos: unary(torch.cos),
  tanh: unary(torch.tanh),
  sigmoid: unary(torch.sigmoid),
  relu: unary(torch.relu),
  erf: unary(torch.erf),
  floor: unary(torch.floor),
  ceil: unary(torch.ceil),
  round: unary((x) => torch.round(x)),
  sign: unary(torch.sign),
  isnan: unary(torch.isnan),
  isfinite: unary(torch.isfinite),
  logical_not: unary(torch.logicalNot),
  trace: unary(torch.trace),
  diag: unary((x) => torch.diag(x)),
  tril: unary((x) => torch.tril(x)),
  triu: unary((x) => torch.triu(x)),
  dot: (given) => torch.dot(given.tensor('x'), given.tensor('y')),
  matmul: (given) => torch.matmul(given.tensor('x'), given.tensor('y')),
  einsum: (given) => torch.einsum(given.text('equation'), [...given.tensors('operands')]),
  ...torchConversions,
  ...torchPairwise,
  ...torchReductions,
  ...torchShapes,
};
