/** Linear algebra by the names of torch.linalg. */
export { matrixNorm, norm, vectorNorm } from './norms.ts';
export { matmul } from '../operations/matmul.ts';
