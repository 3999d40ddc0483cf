/** The slider moves over powers of ten: equal ways are equal factors. */
export const stepExponents = { min: -3, max: 0.5, step: 0.05 } as const;

export const defaultStepExponent = -1;

/** More steps would not be told apart in the chart. */
export const mostDescentSteps = 200;

/** The step size of a place on the slider, rounded to two digits. */
export function stepSizeOf(exponent: number): number {
  return Number((10 ** exponent).toPrecision(2));
}

export function stepSizeText(exponent: number): string {
  return String(stepSizeOf(exponent));
}

/** Whether a text is a place that the slider has. */
export function isStepExponent(text: string): boolean {
  const { min, max } = stepExponents;
  return /^-?\d(\.\d{1,2})?$/.test(text) && Number(text) >= min && Number(text) <= max;
}
