/** Adam as PyTorch sets it when nothing is said. */
export const adam = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

export const CLASSES = 10;
