type Justify = 'left' | 'center' | 'right';

export interface TableColumn {
  readonly header: string;
  readonly justify: Justify;
  /** Wanted characters of its cells. */
  readonly width: number;
}

const PADDING = 2;

/**
 * A table of box characters, `width` characters wide with its borders, as Keras's summary draws it. Words that do not
 * fit into a column go to the next line, and a word that is too long ends in an ellipsis.
 *
 * @returns its lines.
 */
export function textTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  const outer = columnWidths(columns, width - columns.length - 1);
  const inner = outer.map((columnWidth) => columnWidth - PADDING);
  const rule = (left: string, line: string, cross: string, right: string) =>
    left + outer.map((columnWidth) => line.repeat(columnWidth)).join(cross) + right;
  const row = (cells: readonly string[], border: string, isHeader: boolean) =>
    rowLines(cells, columns, inner, isHeader).map((line) => border + line.join(border) + border);
  const separator = rule('├', '─', '┼', '┤');
  const body = rows.flatMap((cells, index) => [...(index > 0 ? [separator] : []), ...row(cells, '│', false)]);
  const headers = columns.map(({ header }) => header);
  return [
    rule('┏', '━', '┳', '┓'),
    ...row(headers, '┃', true),
    rule('┡', '━', '╇', '┩'),
    ...body,
    rule('└', '─', '┴', '┘'),
  ];
}

/** Widths with padding, `available` in all. */
function columnWidths(columns: readonly TableColumn[], available: number): readonly number[] {
  const wanted = columns.map(({ width }) => width + PADDING);
  const total = wanted.reduce((sum, width) => sum + width, 0);
  return total > available ? reduced(wanted, total - available) : extended(wanted, available - total);
}

/** Takes the excess from all columns evenly. */
function reduced(widths: readonly number[], excess: number): readonly number[] {
  let left = excess;
  return widths.map((width, index) => {
    const share = Math.min(width, roundHalfToEven(left / (widths.length - index)));
    left -= share;
    return width - share;
  });
}

/** Shares out what is left, in proportion to the widths. */
function extended(widths: readonly number[], more: number): readonly number[] {
  let left = more;
  let rest = widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width) => {
    const share = rest > 0 ? Math.ceil((width * left) / rest) : left;
    left -= share;
    rest -= width;
    return width + share;
  });
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const isHalf = value - floor === 0.5;
  return isHalf ? floor + (floor % 2) : Math.round(value);
}

/** The lines of a row, each a list of padded cells. Short headers sit on the last line, other cells on the first. */
function rowLines(
  cells: readonly string[],
  columns: readonly TableColumn[],
  widths: readonly number[],
  isHeader: boolean,
): readonly (readonly string[])[] {
  const wrapped = cells.map((cell, index) => wrap(cell, widths[index] ?? 0));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    wrapped.map((lines, index) => {
      const offset = isHeader ? height - lines.length : 0;
      return ` ${justify(lines[line - offset] ?? '', widths[index] ?? 0, columns[index]?.justify ?? 'left')} `;
    }),
  );
}

function justify(text: string, width: number, side: Justify): string {
  if (side === 'left') return truncate(text, width).padEnd(width);
  const trimmed = truncate(text.trimEnd(), width);
  if (side === 'right') return trimmed.padStart(width);
  const left = Math.floor((width - trimmed.length) / 2);
  return trimmed.padStart(trimmed.length + left).padEnd(width);
}

function truncate(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

/** Breaks before the words that do not fit any more. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [''];
  let length = 0;
  for (const [word] of text.matchAll(/\s*\S+\s*/g)) {
    const wordLength = word.trimEnd().length;
    if (length + wordLength > width && length > 0) {
      lines.push('');
      length = 0;
    }
    lines.push((lines.pop() ?? '') + word);
    length += word.length;
  }
  return lines.map((line) => (line.length > width ? line.trimEnd() : line));
}
