/** PyTorch in TypeScript: the part that the lessons use. `import * as torch from '.../src/torch/index.ts'`. */
export { noGrad } from './autograd/grad-mode.ts';
export { RuntimeError, ShapeError } from './errors.ts';
export * as nn from './nn/index.ts';
export * as optim from './optim/index.ts';
export { Generator, manualSeed } from './random.ts';
export { scope } from './scope.ts';
export { CHANNELS_LAST, Tensor } from './tensor.ts';
export * as utils from './utils/index.ts';
