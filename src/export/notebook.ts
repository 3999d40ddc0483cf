import type { Program, ProgramSection } from './program.ts';

/** A notebook of nbformat 4.5, as JSON text: a cell of text, and one of code for each section. */
export function notebook({ title, instructions, sections }: Program): string {
  const cells = [textCell('about', [`# ${title}`, '', ...instructions]), ...sections.map(codeCell)];
  const metadata = {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python' },
  };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

function textCell(id: string, lines: readonly string[]): object {
  return { cell_type: 'markdown', id, metadata: {}, source: sourceOf(lines) };
}

function codeCell({ title, code }: ProgramSection): object {
  return {
    cell_type: 'code',
    execution_count: null,
    id: title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    metadata: {},
    outputs: [],
    source: sourceOf([`# ${title}`, ...code]),
  };
}

/** Lines as nbformat keeps them: each ends in a newline, but for the last. */
function sourceOf(lines: readonly string[]): string[] {
  return lines.map((line, index) => (index < lines.length - 1 ? `${line}\n` : line));
}
