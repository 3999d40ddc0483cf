/** A learning rate as short text, as Python prints it: 0.003 and 3e-05, in as many digits as tell it apart from another. */
export function rateText(rate: number): string {
  const rounded = Number(rate.toPrecision(4));
  const isSmall = rounded !== 0 && Math.abs(rounded) < 1e-4;
  return (isSmall ? rounded.toExponential() : String(rounded)).replace(/e([-+])(\d)$/, 'e$10$2');
}
