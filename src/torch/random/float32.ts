const { fround } = Math;

/**
 * `a * b + c` of three float32 numbers, rounded once to float32: the fused multiply-add of a processor, which PyTorch's
 * kernels are compiled to. Two instructions would round twice, and differ in the last bit now and then.
 *
 * The product of two float32 numbers is exact in a double, so only the sum has to be watched: rounded to a double and
 * then to float32, it is wrong where the double falls exactly between two float32 numbers and the exact sum does not.
 */
export function fusedMultiplyAdd(a: number, b: number, c: number): number {
  const product = a * b;
  const sum = product + c;
  const rounded = fround(sum);
  const remainder = sum - rounded;
  // The neighbour of `rounded` on the other side of the sum, if the sum is halfway between them.
  const neighbour = rounded + 2 * remainder;
  if (remainder === 0 || fround(neighbour) !== neighbour) return rounded;
  // What the double sum lost, exactly (Knuth's two-sum), says on which side of halfway the exact sum lies.
  const addend = sum - product;
  const lost = product - (sum - addend) + (c - addend);
  return Math.sign(lost) === Math.sign(remainder) ? neighbour : rounded;
}
