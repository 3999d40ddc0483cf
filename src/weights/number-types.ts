/** A type of numbers in a file. */
interface NumberType {
  readonly bytes: number;
  /** @param bytes of whole numbers, little-endian, at the start of a buffer of their own. */
  readonly read: (bytes: Uint8Array<ArrayBuffer>) => Float32Array;
}

/** The types that are read, all to float32: what float64 has beyond it is rounded. */
export const numberTypes: ReadonlyMap<string, NumberType> = new Map([
  ['F32', { bytes: 4, read: ({ buffer }) => new Float32Array(buffer) }],
  ['F64', { bytes: 8, read: ({ buffer }) => Float32Array.from(new Float64Array(buffer)) }],
  ['F16', { bytes: 2, read: ({ buffer }) => Float32Array.from(new Uint16Array(buffer), fromHalf) }],
  // The upper half of a float32.
  [
    'BF16',
    { bytes: 2, read: ({ buffer }) => new Float32Array(Uint32Array.from(new Uint16Array(buffer), upper).buffer) },
  ],
]);

function upper(bits: number): number {
  return bits << 16;
}

/** IEEE 754 binary16: a sign, five bits of exponent, ten of the fraction. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
