/** A Python file that is cut into cells by `# %% name` lines, the markers that editors and notebooks know. */
const cellMarker = /^# %% (.+)$/m;

/**
 * One cell of a Python file, without its marker and the blank lines around it.
 *
 * @throws {Error} when the file has no cell of that name, or two.
 */
export function listingCell(source: string, name: string): string {
  const cells = listingCells(source).filter((cell) => cell.name !== '');
  const matches = cells.filter((cell) => cell.name === name);
  const [found] = matches;
  if (found === undefined || matches.length > 1) {
    const names = cells.map((cell) => `"${cell.name}"`).join(', ');
    throw new Error(
      `Listing: expected one cell "${name}", found ${matches.length}. The file has the cells ${names || '(none)'}. ` +
        'A cell begins with a line such as "# %% model".',
    );
  }
  return found.code;
}

/** What a file has above its first cell, where that computes nothing: its docstring and comments. */
const onlyText = /^(?:\s|#[^\n]*(?:\n|$)|"""[\s\S]*?""")*$/;

/** All cells of a Python file in their order; code above the first marker is a cell without a name. */
export function listingCells(source: string): { name: string; code: string }[] {
  const [start = '', ...parts] = source.split(cellMarker);
  const cells = parts.flatMap((name, index) =>
    index % 2 === 0 ? [{ name: name.trim(), code: trimBlankLines((parts[index + 1] ?? '').split('\n')) }] : [],
  );
  return onlyText.test(start) ? cells : [{ name: '', code: trimBlankLines(start.split('\n')) }, ...cells];
}

/** A whole file as readers see it: without the cell markers. */
export function listingText(source: string): string {
  return trimBlankLines(source.split('\n').filter((line) => !cellMarker.test(line)));
}

function trimBlankLines(lines: readonly string[]): string {
  const first = lines.findIndex((line) => line.trim() !== '');
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return first === -1 ? '' : lines.slice(first, last + 1).join('\n');
}
