/** PyTorch in TypeScript. `import * as torch from '.../src/torch/index.ts'`. */
import './tensor-methods.ts';

export * as autograd from './autograd/index.ts';
export { enableGrad, inferenceMode, isGradEnabled, noGrad, setGradEnabled } from './autograd/grad-mode.ts';
export { bool, float, float32, int64, long, promoteTypes, type DType } from './dtype.ts';
export * from './errors.ts';
export { relu, selu } from './operations/activations.ts';
export * from './operations/arithmetic.ts';
export * from './operations/bounds.ts';
export * from './operations/combination.ts';
export * from './operations/comparison.ts';
export * from './operations/cumulative.ts';
export * from './operations/division.ts';
export * from './operations/einsum.ts';
export * from './operations/exponential.ts';
export * from './operations/extremes.ts';
export * from './operations/logarithms-of-two.ts';
export * from './operations/logic.ts';
export * from './operations/matmul.ts';
export * from './operations/matrix-sums.ts';
export { cdist, dist, norm } from './operations/norms.ts';
export type { ValuesAndIndices } from './operations/named-pair.ts';
export * from './operations/powers.ts';
export * from './operations/random-tensors.ts';
export * from './operations/rounding.ts';
export * from './operations/softmax.ts';
export * from './operations/sorting.ts';
export * from './operations/statistics.ts';
export * from './operations/sums.ts';
export * from './operations/triangles.ts';
export * from './operations/trigonometry.ts';
export { where } from './operations/where.ts';
export * as linalg from './linalg/index.ts';
export { clone } from './operations/copying.ts';
export {
  arange,
  asTensor,
  empty,
  emptyLike,
  eye,
  fromNumpy,
  full,
  fullLike,
  linspace,
  ones,
  onesLike,
  tensor,
  zeros,
  zerosLike,
} from './operations/creation.ts';
export * from './operations/axes.ts';
export * from './operations/broadcasting.ts';
export { broadcastTo } from './operations/expanding.ts';
export * from './operations/gathering.ts';
export { asStrided } from './operations/memory-layout.ts';
export * from './operations/joining.ts';
export { isFloatingPoint } from './operations/new-tensors.ts';
export { isTensor, numel } from './operations/tensor-facts.ts';
export { resultType } from './operations/elementwise.ts';
export { flip, fliplr, flipud, repeatInterleave, roll, rot90, tile } from './operations/repeating.ts';
export {
  atleast1d,
  atleast2d,
  atleast3d,
  flatten,
  ravel,
  reshape,
  squeeze,
  unflatten,
  unsqueeze,
} from './operations/reshaping.ts';
export { indexAdd, indexCopy, indexFill, maskedFill, scatter, scatterAdd } from './operations/scattering.ts';
export { diagonal, narrow, select } from './operations/slicing.ts';
export * from './operations/splitting.ts';
export { getPrintoptions, setPrintoptions } from './printing/index.ts';
export * as nn from './nn/index.ts';
export * from './random.ts';
export { scope } from './scope.ts';
export { CHANNELS_LAST, Tensor } from './tensor.ts';
export * as optim from './optim/index.ts';
export * as utils from './utils/index.ts';
