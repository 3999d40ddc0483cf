/** Helpers for parameters, as torch.nn.utils. */
export { clipGradNorm_, clipGradValue_ } from './clip-grad.ts';
export { parametersToVector, vectorToParameters } from './convert-parameters.ts';
