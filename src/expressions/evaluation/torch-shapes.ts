import * as torch from '../../torch/index.ts';
import type { Tensor } from '../../torch/tensor.ts';
import type { Given } from './given.ts';
import type { Value } from './value.ts';

type Compute = (given: Given<Tensor>) => Value<Tensor>;

const axisOr = (given: Given<Tensor>, standard: number) => (given.has('axis') ? given.integer('axis') : standard);

export const torchShapes = {
  reshape: (given) => torch.reshape(given.tensor('x'), given.integers('shape')),
  view: (given) => given.tensor('x').view(given.integers('shape')),
  flatten: (given) => torch.flatten(given.tensor('x')),
  transpose: (given) => given.tensor('x').T,
  permute: (given) => torch.permute(given.tensor('x'), given.integers('axes')),
  swapaxes: (given) => torch.transpose(given.tensor('x'), given.integer('axis0'), given.integer('axis1')),
  matrix_transpose: (given) => given.tensor('x').mT,
  contiguous: (given) => given.tensor('x').contiguous(),
  clone: (given) => torch.clone(given.tensor('x')),
  squeeze: (given) =>
    given.has('axis')
      ? torch.squeeze(given.tensor('x'), { dim: given.integers('axis') })
      : torch.squeeze(given.tensor('x')),
  expand_dims: (given) => torch.unsqueeze(given.tensor('x'), given.integer('axis')),
  concat: (given) => torch.cat(given.tensors('tensors'), given.integer('axis')),
  stack: (given) => torch.stack(given.tensors('tensors'), axisOr(given, 0)),
  split: (given) => torch.tensorSplit(given.tensor('x'), given.integer('parts'), axisOr(given, 0)),
  unstack: (given) => torch.unbind(given.tensor('x'), axisOr(given, 0)),
  tile: (given) => {
    const x = given.tensor('x');
    given.requireFew(x.numel() * given.integers('repeats').reduce((product, count) => product * count, 1));
    return torch.tile(x, given.integers('repeats'));
  },
  repeat: (given) => {
    const x = given.tensor('x');
    given.requireFew(x.numel() * given.integer('repeats'));
    return torch.repeatInterleave(x, given.integer('repeats'), given.integer('axis'));
  },
  flip: (given) => torch.flip(given.tensor('x'), given.integers('axis')),
  roll: (given) => torch.roll(given.tensor('x'), given.integer('shift'), given.integer('axis')),
  take: (given) => torch.indexSelect(given.tensor('x'), axisOr(given, 0), given.tensor('indices')),
  boolean_mask: (given) => {
    const [mask, x] = torch.broadcastTensors(given.tensor('mask'), given.tensor('x'));
    if (!x || !mask) throw new Error('Two tensors are broadcast to two.');
    return x.index([knownMask(mask, given)]);
  },
} satisfies Readonly<Record<string, Compute>>;

/** The same mask with values that the host knows, as an index needs them. */
function knownMask(mask: Tensor, given: Given<Tensor>): Tensor {
  if (mask.hostValues || mask.dtype !== 'bool') return mask;
  const values = Array.from(given.read(mask), (value) => value !== 0);
  return torch.tensor(values, { dtype: 'bool' }).view(mask.shape);
}
