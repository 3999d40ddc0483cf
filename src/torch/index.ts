/** PyTorch in TypeScript. `import * as torch from '.../src/torch/index.ts'`. */
import './tensor-methods.ts';

export * as autograd from './autograd/index.ts';
export { enableGrad, isGradEnabled, noGrad, withGradMode as setGradEnabled } from './autograd/grad-mode.ts';
export * from './dtype.ts';
export * from './errors.ts';
export * from './operations/arithmetic.ts';
export * from './operations/copying.ts';
export * from './operations/creation.ts';
export * as nn from './nn/index.ts';
export * from './random.ts';
export { scope } from './scope.ts';
export { CHANNELS_LAST, Tensor } from './tensor.ts';
