/** What JavaScript answers with an infinity or nan, as Python's ZeroDivisionError. */
export class ZeroDivisionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ZeroDivisionError';
  }
}

/** `dividend / divisor`. @throws {ZeroDivisionError} when `divisor` is 0. */
export function divide(dividend: number, divisor: number): number {
  return dividend / nonzero(divisor);
}

/** The remainder with the sign of `divisor`. @throws {ZeroDivisionError} when `divisor` is 0. */
export function modulo(dividend: number, divisor: number): number {
  const remainder = dividend % nonzero(divisor);
  return remainder !== 0 && remainder < 0 !== divisor < 0 ? remainder + divisor : remainder;
}

function nonzero(divisor: number): number {
  if (divisor !== 0) return divisor;
  throw new ZeroDivisionError(
    'division by zero: a schedule, or a phase of it, lasts no step. Give it one step at least, and no factor 0.',
  );
}

/**
 * How many of the ascending `values` are at most `value`: bisect.bisect_right.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.bisect_right.html
 */
export function bisectRight(values: readonly number[], value: number): number {
  const index = values.findIndex((entry) => entry > value);
  return index === -1 ? values.length : index;
}
