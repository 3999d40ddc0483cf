/** Beyond this the function is 1 or -1 in double precision. */
const SATURATION = 6;
const PRECISION = 2 ** -54;

/**
 * The error function erf(x) = 2/√π ∫₀ˣ e^(-t²) dt in double precision.
 *
 * By the series 2/√π e^(-x²) Σ 2ⁿ x^(2n+1) / (1·3·5···(2n+1)): its terms have one sign, so none cancel.
 *
 * @source https://dlmf.nist.gov/7.6#E2
 */
export function errorFunction(x: number): number {
  if (Math.abs(x) >= SATURATION) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > PRECISION * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}
