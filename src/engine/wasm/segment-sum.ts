/**
 * Adds rows up by their segment: the gradient of reading rows by index, where an index may come many times.
 *
 * @param x rows of `size` numbers.
 * @param segmentIds the segment of each row; rows of a negative one are left out.
 * @param sums rows of `size` numbers, all zero; receives one row a segment.
 */
export function segmentSum(
  x: Float32Array | Int32Array,
  segmentIds: Int32Array,
  sums: Float32Array | Int32Array,
  size: number,
): void {
  segmentIds.forEach((segment, row) => {
    if (segment < 0) return;
    for (let index = 0; index < size; index++) {
      sums[segment * size + index] = (sums[segment * size + index] ?? 0) + (x[row * size + index] ?? 0);
    }
  });
}
