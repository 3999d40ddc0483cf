import { tables } from '../datasets/registry.ts';
import type { TableName } from '../training/protocol.ts';
import { pythonInteger } from './python-literals.ts';

/**
 * Python that computes a table as the page does, from the same random numbers. It leaves `examples` [count, height, width,
 * channels] as float32, `targets` [count], `train_rows` and `test_rows`, and needs numpy.
 */
export function computedTableLines(name: TableName): string[] {
  const { height, width, channels, classNames, fullTrainImages, fullTestImages } = tables[name];
  const train = pythonInteger(fullTrainImages);
  const all = pythonInteger(fullTrainImages + fullTestImages);
  return [
    '# A row has the class of the nearest of ten points; two points belong to each class.',
    'draws = numpy.random.RandomState(7)',
    `points = draws.random_sample((${2 * classNames.length}, ${width}))`,
    `examples = draws.random_sample((${all}, ${width}))`,
    'distances = ((examples[:, None] - points) ** 2).sum(axis=2)',
    `targets = distances.argmin(axis=1) % ${classNames.length}`,
    `train_rows, test_rows = range(${train}), range(${train}, ${all})`,
    `examples = examples.astype("float32").reshape(-1, ${height}, ${width}, ${channels})`,
  ];
}
