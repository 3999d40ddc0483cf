/** Automatic differentiation, as torch.autograd. */
export { backward } from './backward-of-several.ts';
export { Function } from './function.ts';
export { grad } from './grad.ts';
export { GradientNode } from './gradient-node.ts';
