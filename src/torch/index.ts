/** PyTorch in TypeScript. `import * as torch from '.../src/torch/index.ts'`. */
import './tensor-methods.ts';

export * as autograd from './autograd/index.ts';
export { enableGrad, isGradEnabled, noGrad, withGradMode as setGradEnabled } from './autograd/grad-mode.ts';
export * from './dtype.ts';
export * from './errors.ts';
export * from './operations/arithmetic.ts';
export { clone } from './operations/copying.ts';
export * from './operations/creation.ts';
export * from './operations/axes.ts';
export * from './operations/broadcasting.ts';
export { broadcastTo } from './operations/expanding.ts';
export * from './operations/gathering.ts';
export { asStrided } from './operations/memory-layout.ts';
export * from './operations/joining.ts';
export * from './operations/repeating.ts';
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
