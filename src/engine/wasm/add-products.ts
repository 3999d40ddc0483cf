import { TILES, type VectorFunction, type VectorFunctions } from './vector-functions.ts';

/** One of the nested loops over the terms of a sum: how often, and how far a and b move each time, in bytes. */
export interface TermLoop {
  readonly count: number;
  readonly a: number;
  readonly b: number;
}

/** Which products to add up. The columns of b and c lie side by side; the rows of a and c lie in steps of bytes. */
export interface Products {
  readonly rows: number;
  readonly columns: number;
  readonly aRow: number;
  readonly cRow: number;
  readonly terms: readonly [inner: TermLoop, middle: TermLoop, outer: TermLoop];
}

/** The loop that runs once. */
export const once: TermLoop = { count: 1, a: 0, b: 0 };

/**
 * Adds sums of products to numbers: `c[row, column] += Σ a[row, term] b[term, column]`, for every layout of a and b that
 * three nested loops can walk through.
 *
 * @param a address of the first number, as `b` and `c`.
 * @param start address of a row to which the sums are added instead, as many times as there are rows.
 */
export function addProducts(
  functions: VectorFunctions,
  products: Products,
  a: number,
  b: number,
  c: number,
  start: number | null = null,
): void {
  const { rows, columns, aRow, cRow } = products;
  const [inner, middle, outer] = products.terms;
  if (inner.count <= 0 || middle.count <= 0 || outer.count <= 0) return;
  const [aMiddle, bMiddle] = [middle.a - inner.count * inner.a, middle.b - inner.count * inner.b];
  const [aOuter, bOuter] = [outer.a - middle.count * middle.a, outer.b - middle.count * middle.b];
  let column = 0;
  for (const [tileRows, tileColumns] of TILES) {
    const tiles = Math.floor(rows / tileRows);
    for (; column + tileColumns <= columns; column += tileColumns) {
      addTiles(functions[`tile${tileRows}x${tileColumns}`], 0, tiles);
      addTiles(functions[`tile1x${tileColumns}`], tiles * tileRows, rows - tiles * tileRows);
    }
  }

  function addTiles(tile: VectorFunction, row: number, count: number): void {
    if (count === 0) return;
    // Written out: a spread of arguments takes longer than a small tile.
    tile(
      a + row * aRow,
      aRow,
      inner.a,
      aMiddle,
      aOuter,
      b + column * 4,
      inner.b,
      bMiddle,
      bOuter,
      (start ?? c + row * cRow) + column * 4,
      start === null ? cRow : 0,
      c + row * cRow + column * 4,
      cRow,
      count,
      inner.count,
      middle.count,
      outer.count,
    );
  }
}

/** A row of equal steps over several images: how many, and how far a and c move each time. */
export interface Steps {
  readonly count: number;
  readonly a: number;
  readonly c: number;
}

/**
 * `addProducts` for pixels side by side on several images. Tiles are two rows high, so that of an odd number of pixels
 * the last ones go together image by image.
 */
export function addPixels(
  functions: VectorFunctions,
  products: Pick<Products, 'columns' | 'terms'>,
  [pixels, images]: readonly [pixels: Steps, images: Steps],
  a: number,
  b: number,
  c: number,
  start: number | null = null,
): void {
  const paired = pixels.count - (pixels.count % 2);
  const ofPixels = { ...products, rows: paired, aRow: pixels.a, cRow: pixels.c };
  if (paired > 0) {
    for (let image = 0; image < images.count; image++) {
      addProducts(functions, ofPixels, a + image * images.a, b, c + image * images.c, start);
    }
  }
  if (paired === pixels.count) return;
  const ofImages = { ...products, rows: images.count, aRow: images.a, cRow: images.c };
  addProducts(functions, ofImages, a + paired * pixels.a, b, c + paired * pixels.c, start);
}
