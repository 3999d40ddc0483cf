import type { VectorFunctions } from './vector-functions.ts';

/** Transposes a matrix of float32: source [rows, columns] -> target [columns, rows], both addresses. */
export function transposeMatrix(
  { transpose, transposeBlocks }: VectorFunctions,
  source: number,
  target: number,
  rows: number,
  columns: number,
): void {
  const [rowBlocks, columnBlocks] = [Math.floor(rows / 4), Math.floor(columns / 4)];
  const [evenRows, evenColumns] = [rowBlocks * 4, columnBlocks * 4];
  const [sourceRow, targetRow] = [columns * 4, rows * 4];
  if (rowBlocks > 0 && columnBlocks > 0) {
    transposeBlocks(source, sourceRow, target, targetRow, rowBlocks, columnBlocks);
  }
  const [below, beside] = [rows - evenRows, columns - evenColumns];
  if (below > 0 && columnBlocks > 0) {
    transpose(source + evenRows * sourceRow, sourceRow, target + evenRows * 4, targetRow, below, evenColumns);
  }
  if (beside > 0) {
    transpose(source + evenColumns * 4, sourceRow, target + evenColumns * targetRow, targetRow, rows, beside);
  }
}
