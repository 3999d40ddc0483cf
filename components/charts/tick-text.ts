const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** How ticks are written so that they fit: of a long scale in thousands, of a tiny one with an exponent, else as usual. */
export function tickText(scale: { domain(): number[] }, usual: (value: number) => string): (value: number) => string {
  const largest = Math.max(...scale.domain().map(Math.abs));
  if (largest >= 10_000) return (value) => compact.format(value);
  if (largest >= 0.003) return usual;
  return (value) => (value === 0 ? '0' : Number(value.toPrecision(3)).toExponential().replaceAll('-', '−'));
}
