import { notebook } from '../../src/export/notebook.ts';

/** The cells of a file as a notebook, with the reader's changes. */
export function cellsNotebook(
  title: string,
  cells: readonly { readonly title: string; readonly code: string }[],
): string {
  const sections = cells.map(({ title: name, code }) => ({ title: name || title, code: code.split('\n') }));
  return notebook({ title, instructions: [], sections });
}
