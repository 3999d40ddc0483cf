import type { LossSurfaceSettings, SurfacePosition } from '../loss-surface-protocol.ts';

/** What is learned from, one number a point. */
export interface SurfaceSamples {
  readonly inputs: Float32Array;
  readonly targets: Float32Array;
}

/** One framework's side: the loss of many positions at once, and optimizers that train side by side. */
export interface SurfaceRace {
  /**
   * The loss at each position, in one evaluation.
   *
   * @param positions [count, 2], row by row.
   */
  losses(positions: Float32Array): Promise<Float32Array>;
  /** One training step of every racer, on all points. */
  step(): Promise<void>;
  /** Of each step since the last call, for one racer after the other: the loss before it, and the position after it. */
  takeSteps(): Promise<readonly (readonly number[])[]>;
  dispose(): void;
}

/** Builds models, optimizers and data on the backend that runs. */
export type BuildSurfaceRace = (
  settings: Pick<LossSurfaceSettings, 'problem' | 'racers'>,
  start: SurfacePosition,
  samples: SurfaceSamples,
) => SurfaceRace;

/** Output of the network: both units are added. Only the units' own weights are trained. */
export const OUTPUT_WEIGHT = 1;

/** Of SGD, where a racer has one. */
export const MOMENTUM = 0.9;
