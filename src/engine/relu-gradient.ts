/**
 * The kernel of the gradient of a relu, for recorded steps: dy, and the relu's output `reluOutput` of the same size
 * -> dy where the output is above 0, else 0.
 */
export const RELU_GRADIENT = 'ReluGradient';
