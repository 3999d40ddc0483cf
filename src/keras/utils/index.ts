export { normalize } from './normalize.ts';
export { padSequences } from './pad-sequences.ts';
export { Progbar } from './progbar.ts';
export { PyDataset, PyDataset as Sequence } from './py-dataset.ts';
export { setRandomSeed } from './set-random-seed.ts';
export { toCategorical } from './to-categorical.ts';
export { clearSession } from './unique-name.ts';
