/** What one cell holds. Numbers are written as they are. */
export type CsvCell = string | number;

/**
 * Rows as comma-separated values (RFC 4180): CRLF at the end of lines, and a byte-order mark, without which spreadsheets
 * take UTF-8 for something else.
 */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  const lines = rows.map((cells) => cells.map(csvField).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function csvField(cell: CsvCell): string {
  const text = typeof cell === 'number' ? String(cell) : defused(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A text that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe, which says “text”. The
 * wide forms of these characters begin formulas too.
 */
function defused(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}
