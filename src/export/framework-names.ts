import type { DatasetName, OptimizerName } from '../training/protocol.ts';

/** Modules of `keras.datasets`. */
export const datasetModules: Readonly<Record<DatasetName, string>> = {
  mnist: 'mnist',
  'mnist-8x8': 'mnist',
  'fashion-mnist': 'fashion_mnist',
  cifar10: 'cifar10',
};

/** Classes of `torchvision.datasets`. */
export const datasetClasses: Readonly<Record<DatasetName, string>> = {
  mnist: 'MNIST',
  'mnist-8x8': 'MNIST',
  'fashion-mnist': 'FashionMNIST',
  cifar10: 'CIFAR10',
};

/** Classes of `torch.optim` and of `keras.optimizers`. */
export const optimizerClasses: Readonly<Record<OptimizerName, string>> = { adam: 'Adam', sgd: 'SGD' };
