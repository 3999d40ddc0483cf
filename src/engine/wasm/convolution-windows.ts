/** Which windows of a convolution see which pixels, along one axis. */

/** The windows whose cell at `offset` lies on the image, along one axis. */
export function windowsInside(
  offset: number,
  stride: number,
  inSize: number,
  outSize: number,
): { readonly first: number; readonly count: number } {
  const first = Math.max(0, Math.ceil(-offset / stride));
  const last = Math.min(outSize - 1, Math.floor((inSize - 1 - offset) / stride));
  return { first, count: last - first + 1 };
}

/** Windows side by side whose cells on the image are the same ones. */
export interface WindowRun {
  readonly first: number;
  readonly length: number;
  /** The first cell on the image, and how many there are. */
  readonly cell: number;
  readonly cellCount: number;
}

/** All windows along an axis, those together of which nothing lies beside the image. */
export function windowRuns(
  padding: number,
  stride: number,
  cells: number,
  inSize: number,
  outSize: number,
): WindowRun[] {
  const runs: WindowRun[] = [];
  for (let window = 0; window < outSize; window++) {
    const start = window * stride - padding;
    const cell = Math.max(0, -start);
    const cellCount = Math.min(cells, inSize - start) - cell;
    const before = runs.at(-1);
    const continues = before?.cell === cell && before.cellCount === cellCount;
    if (continues) runs[runs.length - 1] = { ...before, length: before.length + 1 };
    else runs.push({ first: window, length: 1, cell, cellCount });
  }
  return runs;
}
