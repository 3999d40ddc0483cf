import type { DialectName, RaceOptimizerName, SurfaceProblemName } from '../../src/training/protocol.ts';

/** An optimizer as its row, its line and its code show it. */
export interface RaceOptimizer {
  readonly name: RaceOptimizerName;
  readonly label: string;
  /** What tells its line from others without any colour, as `stroke-dasharray`; null: a solid line. */
  readonly dashes: string | null;
  /** The learning rate that is there first. */
  readonly learningRate: Readonly<Record<SurfaceProblemName, number>>;
  /** The class in each framework, and its arguments besides the learning rate, in Python. */
  readonly python: Readonly<Record<DialectName, { readonly className: string; readonly more: string }>>;
}

const same = (className: string, more = '') => ({ torch: { className, more }, keras: { className, more } });

/** In the order of their rows, which is also that of their numbers and colours. */
export const raceOptimizers: readonly RaceOptimizer[] = [
  { name: 'sgd', label: 'SGD', dashes: null, learningRate: { regression: 0.01, network: 0.1 }, python: same('SGD') },
  {
    name: 'momentum',
    label: 'SGD, momentum',
    dashes: '9 3',
    learningRate: { regression: 0.01, network: 0.1 },
    python: same('SGD', ', momentum=0.9'),
  },
  {
    name: 'nesterov',
    label: 'SGD, Nesterov',
    dashes: '9 3 2 3',
    learningRate: { regression: 0.01, network: 0.1 },
    python: same('SGD', ', momentum=0.9, nesterov=True'),
  },
  {
    name: 'adagrad',
    label: 'Adagrad',
    dashes: '4 3',
    learningRate: { regression: 0.5, network: 0.1 },
    python: same('Adagrad'),
  },
  {
    name: 'rmsprop',
    label: 'RMSprop',
    dashes: '2 3',
    learningRate: { regression: 0.01, network: 0.01 },
    python: same('RMSprop'),
  },
  {
    name: 'adadelta',
    label: 'Adadelta',
    dashes: '14 4',
    learningRate: { regression: 1, network: 1 },
    python: same('Adadelta'),
  },
  {
    name: 'adam',
    label: 'Adam',
    dashes: '9 3 2 3 2 3',
    learningRate: { regression: 0.05, network: 0.05 },
    python: same('Adam'),
  },
  {
    name: 'adamw',
    label: 'AdamW',
    dashes: '5 3 1 3',
    learningRate: { regression: 0.05, network: 0.05 },
    python: same('AdamW'),
  },
];

/** @returns the optimizer of that name, and its place in the order. */
export function raceOptimizer(name: RaceOptimizerName): RaceOptimizer & { readonly number: number } {
  const index = raceOptimizers.findIndex((each) => each.name === name);
  const found = raceOptimizers[index];
  if (!found) throw new Error(`The race has no optimizer ${name}.`);
  return { ...found, number: index + 1 };
}
