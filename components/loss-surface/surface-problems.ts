import type { SurfacePosition, SurfaceProblemName } from '../../src/training/protocol.ts';

/** Parameters of the problems, as figures of a run. */
export type SurfaceFigure = 'slope' | 'intercept' | 'firstWeight' | 'secondWeight';

/** What a problem is called, and where its surface is drawn. */
export interface SurfaceProblem {
  readonly name: SurfaceProblemName;
  readonly label: string;
  /** One sentence: what is learned, and which parameters are free. */
  readonly text: string;
  /** The parameters, as the axes name them. */
  readonly axes: readonly [string, string];
  /** Names of the figures that tell where a racer ended. */
  readonly figures: readonly [SurfaceFigure, SurfaceFigure];
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
  /** The output at x with the parameters at a position, to draw it: the model of the worker, in numbers. */
  readonly predict: (position: SurfacePosition, x: number) => number;
}

export const surfaceProblems: Readonly<Record<SurfaceProblemName, SurfaceProblem>> = {
  regression: {
    name: 'regression',
    label: 'Linear regression',
    text: '100 points of y = 4 + 3x with a little noise; the weight and the bias of one linear layer.',
    axes: ['weight', 'bias'],
    figures: ['slope', 'intercept'],
    xDomain: [-2, 8],
    yDomain: [-1, 9],
    predict: ([weight, bias], x) => weight * x + bias,
  },
  network: {
    name: 'network',
    label: 'Two hidden units',
    text:
      '40 points of y = tanh(3x) + tanh(−x) with a little noise; the weights of two tanh units. Their outputs are added by a ' +
      'layer that is frozen, so two parameters are all that is trained and the slice holds the whole path.',
    axes: ['first weight', 'second weight'],
    figures: ['firstWeight', 'secondWeight'],
    xDomain: [-4, 5],
    yDomain: [-4, 5],
    predict: ([first, second], x) => Math.tanh(first * x) + Math.tanh(second * x),
  },
};
