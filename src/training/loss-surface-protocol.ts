/** What the page and the worker say to each other of a loss surface and the optimizers that race on it: types only. */
import type { BackendName, DialectName } from './protocol.ts';

/**
 * What is learned, and which two parameters span the surface.
 *
 * - `regression`: `y = 4 + 3x + noise` by a linear layer; its weight and its bias.
 * - `network`: `y = tanh(3x) + tanh(-x) + noise` by two tanh units whose outputs are added; the weight of either unit.
 */
export type SurfaceProblemName = 'regression' | 'network';

/** Optimizers that both frameworks have. `momentum` and `nesterov` are SGD with a momentum of 0.9. */
export type RaceOptimizerName = 'sgd' | 'momentum' | 'nesterov' | 'adagrad' | 'rmsprop' | 'adadelta' | 'adam' | 'adamw';

/** Values of the two parameters. */
export type SurfacePosition = readonly [x: number, y: number];

/** One optimizer of a race; what is not named here is as its framework has it. */
export interface RacerSettings {
  readonly optimizer: RaceOptimizerName;
  /** Above 0, at most 10. */
  readonly learningRate: number;
}

export interface LossSurfaceSettings {
  readonly problem: SurfaceProblemName;
  readonly dialect: DialectName;
  /** The part of the plane that is computed: least and greatest value of either parameter. */
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
  /** Points of the grid along each axis, 5 to 161. */
  readonly gridSize: number;
  /** Steps on all points at once, 1 to 5,000. */
  readonly epochs: number;
  /** Of the points and of the start: an integer from 0 to 2^32 - 1. */
  readonly seed: number;
  /** Where all optimizers start; null: where PyTorch's Linear starts for the seed. */
  readonly start: SurfacePosition | null;
  /** 1 to 8 of them. */
  readonly racers: readonly RacerSettings[];
}

/** Asks for a surface, and for a race on it. */
export interface LossSurfaceRequest {
  readonly type: 'surface';
  readonly runId: number;
  readonly backend: BackendName | 'auto';
  readonly settings: LossSurfaceSettings;
}

/** The surface, before the first step of the race. */
export interface SurfaceReport {
  readonly type: 'surface';
  readonly runId: number;
  /** [gridSize, gridSize], row by row: the first row has the least y, and x grows along it. */
  readonly losses: Float32Array;
  /** Evaluations that it took, each of many positions at once. */
  readonly evaluations: number;
  readonly start: SurfacePosition;
  /** What is learned from: x and y of each point. */
  readonly points: readonly SurfacePosition[];
}

/** One racer's steps since the last report. */
export interface RacedSteps {
  /** Before each step, as a training loop prints it. */
  readonly losses: readonly number[];
  /** After each step. */
  readonly positions: readonly SurfacePosition[];
}

/** Sent after a step, at most about ten times a second, and always after a single step. */
export interface RacedReport {
  readonly type: 'raced';
  readonly runId: number;
  /** Steps that every racer has done, from 1 on. */
  readonly epoch: number;
  /** In the order of the settings. */
  readonly racers: readonly RacedSteps[];
}
