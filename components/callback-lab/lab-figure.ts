import type { DialectName } from '../../src/training/protocol.ts';
import type { TrainerFigure } from '../training-run/result.ts';

/** Figures of a run: the trainer's, the learning rate of each epoch, how many epochs there were, and how many warnings. */
export type LabFigure =
  | TrainerFigure
  | `learningRate[${number}]`
  | `${DialectName}LearningRate[${number}]`
  | 'epochs'
  | `${DialectName}Epochs`
  | 'warnings';
