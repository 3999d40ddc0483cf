import type { PresetName } from './presets.ts';

/** What a figure of the result must be: at least `min`, at most `max`, or within `tolerance` (0) of `equals`. */
export interface Expectation {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly equals?: number | undefined;
  readonly tolerance?: number | undefined;
}

/** Expectations for each preset, by the name of a figure in `data-result`. */
export type Expectations = Readonly<Partial<Record<PresetName, Readonly<Record<string, Expectation>>>>>;

/** Figures of a finished run by name, as in `data-result`. */
export type Metrics = Readonly<Record<string, number>>;

export interface Judgement {
  /** For the reader: "test accuracy at least 0.40, reached 0.43". */
  readonly text: string;
  /** Whether the figure is as expected; null before a run. */
  readonly met: boolean | null;
}

/**
 * Holds a result against what is expected of it. Without a result it only tells what is expected.
 *
 * @returns one judgement for each expected figure; a figure that the result lacks is not met.
 */
export function judgeExpectations(
  expected: Readonly<Record<string, Expectation>>,
  result: Metrics | null,
): readonly Judgement[] {
  return Object.entries(expected).map(([name, expectation]) => {
    const wanted = `${metricLabel(name)} ${expectationText(expectation)}`;
    if (!result) return { text: wanted, met: null };
    const reached = result[name];
    if (reached === undefined) return { text: `${wanted}, not measured`, met: false };
    const figure = reached === expectation.equals ? '' : ` ${formatMetric(reached, expectation.tolerance)}`;
    return { text: `${wanted}, reached${figure}`, met: meets(expectation, reached) };
  });
}

/** "kerasTestAccuracy" -> "Keras test accuracy". */
export function metricLabel(name: string): string {
  return name
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/^keras\b/, 'Keras')
    .replace(/^torch\b/, 'PyTorch');
}

function meets({ min, max, equals, tolerance = 0 }: Expectation, value: number): boolean {
  return (
    (min === undefined || value >= min) &&
    (max === undefined || value <= max) &&
    (equals === undefined || Math.abs(value - equals) <= tolerance)
  );
}

function expectationText({ min, max, equals, tolerance }: Expectation): string {
  const parts = [
    min === undefined ? '' : `at least ${formatMetric(min)}`,
    max === undefined ? '' : `at most ${formatMetric(max)}`,
    equals === undefined
      ? ''
      : tolerance
        ? `${formatMetric(equals, tolerance)} ± ${formatMetric(tolerance)}`
        : exactText(equals),
  ];
  return parts.filter(Boolean).join(' and ');
}

/** A figure that is known, to the last digit that a float32 has. */
function exactText(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 8 });
}

/** Whole numbers as they are, fractions with as many digits as tell them apart, at least two and those of a tolerance. */
function formatMetric(value: number, tolerance = 1): string {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  // Tolerances can be smaller than any fraction that is worth its digits.
  if (Math.abs(value) < 1e-5) return Number(value.toPrecision(2)).toExponential();
  return value.toLocaleString('en', {
    minimumFractionDigits: 2,
    maximumFractionDigits: Math.max(Math.abs(value) < 0.01 ? 5 : 3, Math.ceil(-Math.log10(tolerance || 1))),
  });
}
