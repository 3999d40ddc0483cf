import { drawResult } from '../../../components/tensor-playground/result-view.ts';
import { evaluateSource } from '../../../src/expressions/evaluation/evaluate-source.ts';
import { box, type Figure } from '../figure.ts';

/** Programs whose last value shows one kind of drawing each. */
const programs: Readonly<Record<string, string>> = {
  scalar: 'tensor(3.5)',
  noCells: 'zeros(0, 3)',
  booleans: 'tensor([1, 2, 3]) > 2',
  broadcast: 'tensor([[1.0], [2.0], [3.0]]) + tensor([10.0, 20.0])',
  product: 'ones(2, 3) @ cast(arange(12).reshape(3, 4), float32)',
  rank4: 'arange(24).reshape(2, 2, 2, 3)',
  longNumbers: 'tensor([123456.789, -0.00001234, 3e20, 1.0])',
  wide: 'arange(40)',
  tooMany: 'zeros(30, 30)',
  error: 'ones(2, 3) @ ones(2, 3)',
};

export const tensorGrids: Readonly<Record<string, Figure>> = Object.fromEntries(
  Object.entries(programs).map(([name, program]) => [
    name,
    async () => {
      const { nodes, mark } = drawResult(await evaluateSource(program, 'torch'), 0, () => undefined);
      mark(0);
      return box('playground-result', 'torch', nodes);
    },
  ]),
);
