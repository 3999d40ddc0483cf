import * as torch from '../../torch/index.ts';
import { Tensor } from '../../torch/tensor.ts';
import type { Given } from './given.ts';
import { beside, operandPair, type TorchOperand } from './torch-operands.ts';
import { numberOf, type Value } from './value.ts';

type Compute = (given: Given<Tensor>) => Tensor;

/** A function whose first argument is a tensor and whose second may be a number. */
const withNumber =
  (compute: (x: Tensor, y: TorchOperand) => Tensor): Compute =>
  (given) => {
    const x = given.tensor('x');
    const [left, right] = operandPair(x, given.operand('y'), 'this operation');
    return compute(left instanceof Tensor ? left : x, right);
  };

const ofTensors =
  (compute: (x: Tensor, y: Tensor) => Tensor): Compute =>
  (given) =>
    compute(given.tensor('x'), given.tensor('y'));

/** A bound as the dialect takes it, and whether it is a float. */
const bound = (value: Value<Tensor>): TorchOperand | null => (value instanceof Tensor ? value : numberOf(value));

export const torchPairwise = {
  add: withNumber((x, y) => torch.add(x, y)),
  subtract: withNumber((x, y) => torch.sub(x, y)),
  multiply: withNumber((x, y) => torch.mul(x, y)),
  divide: withNumber((x, y) => torch.div(x, y)),
  floor_divide: withNumber((x, y) => torch.floorDivide(x, y)),
  remainder: withNumber((x, y) => torch.remainder(x, y)),
  pow: withNumber((x, y) => torch.pow(x, y)),
  maximum: ofTensors((x, y) => torch.maximum(x, y)),
  minimum: ofTensors((x, y) => torch.minimum(x, y)),
  equal: withNumber((x, y) => torch.eq(x, y)),
  not_equal: withNumber((x, y) => torch.ne(x, y)),
  less: withNumber((x, y) => torch.lt(x, y)),
  less_equal: withNumber((x, y) => torch.le(x, y)),
  greater: withNumber((x, y) => torch.gt(x, y)),
  greater_equal: withNumber((x, y) => torch.ge(x, y)),
  logical_and: ofTensors((x, y) => torch.logicalAnd(x, y)),
  logical_or: ofTensors((x, y) => torch.logicalOr(x, y)),
  logical_xor: ofTensors((x, y) => torch.logicalXor(x, y)),
  clip: (given: Given<Tensor>) => {
    const x = beside(beside(given.tensor('x'), given.value('min')), given.value('max'));
    const [min, max] = [bound(given.value('min')), bound(given.value('max'))];
    return torch.clamp(x instanceof Tensor ? x : given.tensor('x'), { min, max });
  },
  where: (given: Given<Tensor>) => {
    const [x, y] = [given.operand('x'), given.operand('y')];
    const condition = given.tensor('condition');
    if (!(x instanceof Tensor) && !(y instanceof Tensor)) {
      return torch.where(condition, torch.tensor(numberOf(x) ?? 0), torch.tensor(numberOf(y) ?? 0));
    }
    return torch.where(condition, ...operandPair(x, y, 'where'));
  },
  broadcast_to: (given: Given<Tensor>) => torch.broadcastTo(given.tensor('x'), given.integers('shape')),
};
