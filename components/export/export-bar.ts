import type { ExportedFile, ExportFormat } from '../../src/export/program-file.ts';
import type { DialectName } from '../../src/training/protocol.ts';
import { part } from '../experiment/parts.ts';

const notTrainable = 'The settings cannot be trained: mend them first.';

/** The widget around the bar. */
interface Exporter {
  /** The program of the settings as they are; null where they cannot be trained, and the widget has said so. */
  readonly file: (dialect: DialectName, format: ExportFormat) => Promise<ExportedFile | null>;
  /** The program as the widget shows it, where that is a whole one; it is shorter than the one to take along. */
  readonly shown?: (dialect: DialectName) => string;
  /** Says something politely. */
  readonly say: (text: string) => void;
}

/** Lets the bar inside of `root` save and open the programs of a widget, which loads what writes them at the first press. */
export function connectExportBar(root: ParentNode, exporter: Exporter, signal: AbortSignal): void {
  const listener = ({ target }: Event) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-export]') : null;
    const [dialect, format] = button?.dataset.export?.split('.') ?? [];
    if (dialect && format) void save(dialect as DialectName, format as ExportFormat, exporter);
    const edited = target instanceof Element ? target.closest<HTMLElement>('[data-edit]')?.dataset.edit : undefined;
    if (edited) void edit(root, edited as DialectName, exporter);
  };
  part(root, 'export', HTMLElement).addEventListener('click', listener, { signal });
}

async function save(dialect: DialectName, format: ExportFormat, { file, say }: Exporter): Promise<void> {
  const [chosen, { download }] = await Promise.all([file(dialect, format), import('../experiment/download.ts')]);
  if (!chosen) {
    say(notTrainable);
    return;
  }
  const { name, type, text } = chosen;
  download(name, type, text);
  say(`${name} saved.`);
}

async function edit(root: ParentNode, dialect: DialectName, { file, shown, say }: Exporter): Promise<void> {
  const [chosen, { openCell }] = await Promise.all([file(dialect, 'py'), import('./open-cell.ts')]);
  if (!chosen) {
    say(notTrainable);
    return;
  }
  const program = { name: chosen.name, text: shown?.(dialect) ?? chosen.text };
  openCell(part(root, 'export-cell', HTMLElement), part(root, 'export-template', HTMLTemplateElement), program);
  say(`${program.name} is open below. Run it, or change it.`);
}
