import type { DialectName } from '../../src/training/protocol.ts';

type MeasuredFigure =
  | 'ForwardTensors'
  | 'ForwardBytes'
  | 'BackwardTensors'
  | 'BackwardBytes'
  | 'LossDifference'
  | 'SplitMilliseconds'
  | 'FirstMilliseconds'
  | 'SecondMilliseconds';

/** Figures of a run: bytes and tensors that were moved, how far the losses lie apart, and times of a step. */
export type PlacementFigure = `${DialectName}${MeasuredFigure}`;
