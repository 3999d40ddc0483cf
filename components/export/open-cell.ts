import type { ExportedFile } from '../../src/export/program-file.ts';
import type { CellData } from '../python-cell/cell-data.ts';
import '../python-cell/python-cell.ts';

/** Opens a program in a cell of Python, in place of the one before, for the reader to change and run. */
export function openCell(
  place: HTMLElement,
  template: HTMLTemplateElement,
  { name, text }: Pick<ExportedFile, 'name' | 'text'>,
): void {
  const cell = template.content.firstElementChild?.cloneNode(true);
  if (!(cell instanceof HTMLElement)) throw new Error('The template of the cell is empty.');
  const data: CellData = { file: name, cell: null, marks: [], code: text };
  cell.dataset.cell = JSON.stringify(data);
  cell.setAttribute('aria-label', `Program ${name}`);
  for (const label of cell.querySelectorAll('.python-cell-file')) label.textContent = name;
  place.replaceChildren(cell);
}
