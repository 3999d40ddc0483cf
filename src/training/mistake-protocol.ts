/** What the page and the worker say to each other of a common mistake that is made beside its mended form. */
import type { BackendName } from './protocol.ts';

/** Each begins with its framework, or has none where both share it. */
export const mistakeNames = [
  'torch-missing-zero-grad',
  'torch-backward-twice',
  'torch-wrong-input-size',
  'torch-softmax-before-cross-entropy',
  'torch-missing-eval',
  'torch-target-dtype',
  'torch-scheduler-before-optimizer',
  'keras-missing-from-logits',
  'keras-categorical-with-integer-labels',
  'keras-item-assignment',
  'keras-labels-shape',
  'keras-count-before-build',
  'channels-order',
  'learning-rate-too-high',
  'validation-tail-sorted',
] as const;

export type MistakeName = (typeof mistakeNames)[number];

/** A mistake, or the same lines as they should be. */
export type MistakeSide = 'wrong' | 'right';

export interface MistakeSettings {
  readonly mistake: MistakeName;
  /** Steps of either training, 1 to 5,000; what only raises or warns takes none. */
  readonly steps: number;
  /** Of the initial weights: an integer from 0 to 2^32 - 1. */
  readonly seed: number;
}

/** Asks for both sides of a mistake, the wrong one first. */
export interface MistakeRequest {
  readonly type: 'mistake';
  readonly runId: number;
  readonly backend: BackendName | 'auto';
  readonly settings: MistakeSettings;
}

/** What a framework says, as Python prints it: `RuntimeError` and its text. */
export interface FrameworkMessage {
  readonly name: string;
  readonly text: string;
}

/** What one side's lines raised or warned of; null where they ran without a word. */
interface MistakeMessageReport {
  readonly type: 'mistake-message';
  readonly runId: number;
  readonly side: MistakeSide;
  readonly message: FrameworkMessage | null;
}

/** Steps of one side's training since the last report. */
interface MistakeStepsReport {
  readonly type: 'mistake-steps';
  readonly runId: number;
  readonly side: MistakeSide;
  /** One value a step, of what the mistake's curve shows. */
  readonly values: readonly number[];
}

/** What was measured of one side when its training was over. */
interface MistakeFiguresReport {
  readonly type: 'mistake-figures';
  readonly runId: number;
  readonly side: MistakeSide;
  readonly figures: Readonly<Record<string, number>>;
}

export type MistakeReport = MistakeMessageReport | MistakeStepsReport | MistakeFiguresReport;
