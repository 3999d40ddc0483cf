import type { DialectName, DialectResult } from '../../src/training/protocol.ts';
import { resultRows } from './result.ts';

/** Fills one dialect's column of the final table. */
export function showFigures(root: ParentNode, dialect: DialectName, result: DialectResult): void {
  for (const { name, format } of resultRows) {
    const cell = root.querySelector(`[data-figure="${dialect}-${name}"]`);
    const value = result[name];
    if (cell) cell.textContent = value === null ? '–' : format(value);
  }
}

/** Empties the final table. */
export function clearFigures(root: ParentNode): void {
  for (const cell of root.querySelectorAll('[data-figure]')) cell.textContent = '–';
}
