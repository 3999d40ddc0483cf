import type { PresetName } from './presets.ts';

/** What a figure of the result must be: at least `min`, at most `max`, or within `tolerance` (0) of `equals`. */
export interface Expectation {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly equals?: number | undefined;
  readonly tolerance?: number | undefined;
}

/** What is expected of a run, by the names of figures in `data-result`. */
export type ExpectedFigures<Figure extends string = string> = Readonly<Partial<Record<Figure, Expectation>>>;

/** Expectations for each preset, of a widget whose figures have these names. */
export type Expectations<Figure extends string = string> = Readonly<
  Partial<Record<PresetName, ExpectedFigures<Figure>>>
>;

/** Figures of a finished run by name, as in `data-result`. */
export type Metrics<Figure extends string = string> = Readonly<Record<Figure, number>>;

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
export function judgeExpectations(expected: ExpectedFigures, result: Metrics | null): readonly Judgement[] {
  return Object.entries(expected).flatMap(([name, expectation]) => {
    if (!expectation) return [];
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
