/** Marks the line of a listing on which its program stopped, counted from 1, or none. */
export function showErrorLine(listing: HTMLElement, line: number | null): void {
  const lines = listing.querySelectorAll('.ec-line');
  for (const [index, element] of lines.entries()) {
    element.classList.toggle('python-cell-error-line', index + 1 === line);
  }
}
