import { judgeExpectations, type ExpectedFigures, type Metrics } from './expectation.ts';
import { presetLabels, type PresetName } from './presets.ts';

export interface ExpectationState {
  readonly preset: PresetName;
  /** What the preset must reach; nothing, where the chapter asks nothing of it. */
  readonly expected: ExpectedFigures | undefined;
  /** Whether the settings are those that it is expected of. */
  readonly applies: boolean;
  /** Figures of the finished run, or null before its end. */
  readonly result: Metrics | null;
}

/** Tells what is expected, and what was reached once a run is done. */
export function showExpectationLine(line: HTMLElement, { preset, expected, applies, result }: ExpectationState): void {
  line.hidden = !expected;
  delete line.dataset.met;
  if (!expected) return;
  if (!applies) {
    line.textContent = `Settings differ from ${presetLabels[preset]}: nothing is expected of them.`;
    return;
  }
  const judgements = judgeExpectations(expected, result);
  line.textContent = `Expected: ${judgements.map(({ text }) => text).join('; ')}`;
  if (result) line.dataset.met = String(judgements.every(({ met }) => met === true));
}
