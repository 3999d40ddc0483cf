import * as torch from '../../torch/index.ts';
import type { Tensor } from '../../torch/tensor.ts';
import type { Given } from './given.ts';
import type { Value } from './value.ts';

type Compute = (given: Given<Tensor>) => Value<Tensor>;

interface Over {
  readonly dim?: number | readonly number[];
  readonly keepdim?: boolean;
}

/** A function of all elements, or of those along axes. */
const over =
  (compute: (x: Tensor, options: Over) => Tensor): Compute =>
  (given) =>
    compute(given.tensor('x'), {
      ...dimOf(given),
      ...(given.has('keepdims') && { keepdim: given.boolean('keepdims') }),
    });

/** A function along one axis. */
const along =
  (compute: (x: Tensor, axis: number) => Value<Tensor>, standard?: number): Compute =>
  (given) =>
    compute(given.tensor('x'), standard !== undefined && !given.has('axis') ? standard : given.integer('axis'));

function dimOf(given: Given<Tensor>): Pick<Over, 'dim'> {
  const axes = given.axes('axis');
  const [first] = axes ?? [];
  if (axes === null || first === undefined) return {};
  return { dim: typeof given.value('axis') === 'number' ? first : axes };
}

export const torchReductions = {
  sum: over((x, options) => torch.sum(x, options)),
  mean: over((x, options) => torch.mean(x, options)),
  prod: over((x, { dim, keepdim = false }) => (typeof dim === 'number' ? torch.prod(x, dim, keepdim) : torch.prod(x))),
  max: over((x, options) => torch.amax(x, options)),
  min: over((x, options) => torch.amin(x, options)),
  all: over((x, options) => torch.all(x, options)),
  any: over((x, options) => torch.any(x, options)),
  logsumexp: over((x, { dim, keepdim = false }) => torch.logsumexp(x, { dim: dim ?? [], keepdim })),
  std: over((x, { dim }) => torch.std(x, { ...(dim !== undefined && { dim }), correction: 0 })),
  var: over((x, { dim }) => torch.var(x, { ...(dim !== undefined && { dim }), correction: 0 })),
  count_nonzero: over((x, { dim }) => torch.countNonzero(x, dim === undefined ? {} : { dim })),
  argmax: along((x, axis) => torch.argmax(x, axis)),
  argmin: along((x, axis) => torch.argmin(x, axis)),
  cumsum: along((x, axis) => torch.cumsum(x, axis)),
  cumprod: along((x, axis) => torch.cumprod(x, axis)),
  softmax: along((x, axis) => torch.softmax(x, axis)),
  log_softmax: along((x, axis) => torch.logSoftmax(x, axis)),
  sort: along((x, axis) => torch.sort(x, axis).values, -1),
  argsort: along((x, axis) => torch.argsort(x, axis), -1),
  topk: (given: Given<Tensor>) => [...torch.topk(given.tensor('x'), given.integer('k'))],
};
