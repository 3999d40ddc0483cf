/** A power of ten as it is printed: 10⁻³. */
export function powerOfTen(exponent: number): string {
  const digits = String(Math.abs(exponent)).replaceAll(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)));
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}
