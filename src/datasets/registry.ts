import type { DatasetName, TableName } from '../training/protocol.ts';

/** What a network and a reader must know of a data set before its images are loaded. */
export interface DatasetDescription {
  readonly title: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** 1 (grey) or 3 (red, green, blue). */
  readonly channels: number;
  /** Names of the classes, in the order of their labels. */
  readonly classNames: readonly string[];
  /** Images of the original set. */
  readonly fullTrainImages: number;
  readonly fullTestImages: number;
  /** The grey, square set of which this one is made while it is loaded; without it the site has files of its own. */
  readonly resizedFrom?: DatasetName;
}

/** Images of the compact sets, which every site carries. */
export const compactImages = { train: 10_000, test: 2_000 } as const;

/** Every set of images that an experiment can name. */
export const datasets: Readonly<Record<DatasetName, DatasetDescription>> = {
  mnist: {
    title: 'MNIST',
    width: 28,
    height: 28,
    channels: 1,
    classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    fullTrainImages: 60_000,
    fullTestImages: 10_000,
  },
  'mnist-8x8': {
    title: 'MNIST, 8 × 8',
    width: 8,
    height: 8,
    channels: 1,
    classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    fullTrainImages: 60_000,
    fullTestImages: 10_000,
    resizedFrom: 'mnist',
  },
  'fashion-mnist': {
    title: 'Fashion-MNIST',
    width: 28,
    height: 28,
    channels: 1,
    classNames: [
      'T-shirt/top',
      'Trouser',
      'Pullover',
      'Dress',
      'Coat',
      'Sandal',
      'Shirt',
      'Sneaker',
      'Bag',
      'Ankle boot',
    ],
    fullTrainImages: 60_000,
    fullTestImages: 10_000,
  },
  cifar10: {
    title: 'CIFAR-10',
    width: 32,
    height: 32,
    channels: 3,
    classNames: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
    fullTrainImages: 50_000,
    fullTestImages: 10_000,
  },
};

/** Every table of features that an experiment can name. A row is an image of one line. */
export const tables: Readonly<Record<TableName, DatasetDescription>> = {
  'ten-features': {
    title: 'Ten features, five classes',
    width: 10,
    height: 1,
    channels: 1,
    classNames: ['A', 'B', 'C', 'D', 'E'],
    fullTrainImages: 4_000,
    fullTestImages: 1_000,
  },
};
