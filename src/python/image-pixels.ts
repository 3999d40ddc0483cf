/**
 * The values of an image as bytes: those of one channel as their places in a colormap, those of colours as they are.
 *
 * @param values row by row, for a colour all channels of a pixel after each other
 * @param minimum shown as 0; and `maximum`, which is shown as 255
 * @param isColour parts of a colour are rounded; of a colormap's 256 places each has the same share of the range, as in
 *   Matplotlib
 */
export function imagePixels(
  values: ArrayLike<number>,
  minimum: number,
  maximum: number,
  isColour: boolean,
): Uint8ClampedArray<ArrayBuffer> {
  const scale = maximum > minimum ? 1 / (maximum - minimum) : 0;
  return Uint8ClampedArray.from(values, (value) => {
    const place = (value - minimum) * scale;
    return isColour ? place * 255 : Math.floor(place * 256);
  });
}
