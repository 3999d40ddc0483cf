/** Automatic differentiation, as torch.autograd. */
export { grad } from './grad.ts';
export { GradientNode } from './gradient-node.ts';
