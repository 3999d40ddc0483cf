import { verdictLabels } from '../claim/verdicts.ts';
import { csvText } from '../experiment/csv-text.ts';
import { codeParts } from '../rich-text/code-parts.ts';
import type { ColumnName } from './columns.ts';
import { groupLabels, type FrameworkCell, type FrameworkRow } from './framework-row.ts';
import { lastChange, sinceText } from './since-text.ts';
import { sources } from './sources.ts';

interface ExportColumn {
  readonly title: string;
  readonly text: (row: FrameworkRow) => string;
}

/** Rows as comma-separated values, below a header. */
export function toCsv(rows: readonly FrameworkRow[], columns: readonly ColumnName[]): string {
  return csvText(table(rows, columns).map((cells) => cells.map((cell) => cell.replaceAll('`', ''))));
}

/** Rows as a table of GitHub's Markdown. */
export function toMarkdown(rows: readonly FrameworkRow[], columns: readonly ColumnName[]): string {
  const [header = [], ...body] = table(rows, columns);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const lines = [line(header), line(header.map(() => '---')), ...body.map((cells) => line(cells.map(markdownCell)))];
  return `${lines.join('\n')}\n`;
}

function table(rows: readonly FrameworkRow[], columns: readonly ColumnName[]): string[][] {
  const exported = exportColumns(columns);
  return [exported.map(({ title }) => title), ...rows.map((row) => exported.map(({ text }) => text(row)))];
}

function exportColumns(columns: readonly ColumnName[]): ExportColumn[] {
  const has = (name: ColumnName) => columns.includes(name);
  return [
    { title: 'Topic', text: ({ topic }) => topic },
    { title: 'Group', text: ({ group }) => groupLabels[group] },
    ...(has('torch') ? cellColumns('PyTorch', (row) => row.torch, has('evidence')) : []),
    ...(has('keras') ? cellColumns('TensorFlow / Keras', (row) => row.keras, has('evidence')) : []),
    ...(has('changed') ? [{ title: 'Last change', text: lastChange }] : []),
    ...(has('said') ? [{ title: 'What the sources said', text: statementsText }] : []),
  ];
}

function cellColumns(
  framework: string,
  cell: (row: FrameworkRow) => FrameworkCell,
  withEvidence: boolean,
): ExportColumn[] {
  const value = { title: framework, text: (row: FrameworkRow) => cell(row).value };
  const since = { title: `${framework}: since`, text: (row: FrameworkRow) => sinceText(cell(row).since) };
  if (!withEvidence) return [value, since];
  return [
    value,
    since,
    { title: `${framework}: checked`, text: (row) => cell(row).checked },
    { title: `${framework}: evidence`, text: (row) => cell(row).source.evidence },
    { title: `${framework}: source`, text: (row) => cell(row).source.address },
  ];
}

function statementsText({ statements }: FrameworkRow): string {
  return statements
    .map((statement) => {
      const { source, text, verdict } = statement;
      const label = verdictLabels[verdict];
      const fares = 'because' in statement ? `${label}: ${statement.because}` : label;
      return `${source} (${sources[source].years}): ${text} [${fares}]`;
    })
    .join(' ');
}

/** Escapes what Markdown would read as markup; addresses become links, and code stays code. */
function markdownCell(text: string): string {
  if (text.startsWith('https://')) return `<${text}>`;
  return codeParts(text.replaceAll(/\s+/g, ' '))
    .map((part) =>
      // A pipe ends a cell even inside code.
      part.isCode ? `\`${part.text.replaceAll('|', '\\|')}\`` : part.text.replaceAll(/[\\|*_[\]<]/g, '\\$&'),
    )
    .join('');
}
