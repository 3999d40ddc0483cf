import type { ExportedFile, ExportFormat } from '../../src/export/program-file.ts';
import type { DialectName } from '../../src/training/protocol.ts';
import { part } from '../experiment/parts.ts';

/** The widget around the bar. */
interface Exporter {
  /** The program of the settings as they are; null where they cannot be trained, and the widget has said so. */
  readonly file: (dialect: DialectName, format: ExportFormat) => Promise<ExportedFile | null>;
  /** Says something politely. */
  readonly say: (text: string) => void;
}

/** Lets the bar inside of `root` save the programs of a widget, which loads what writes them at the first press. */
export function connectExportBar(root: ParentNode, exporter: Exporter, signal: AbortSignal): void {
  const listener = ({ target }: Event) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-export]') : null;
    const [dialect, format] = button?.dataset.export?.split('.') ?? [];
    if (dialect && format) void save(dialect as DialectName, format as ExportFormat, exporter);
  };
  part(root, 'export', HTMLElement).addEventListener('click', listener, { signal });
}

async function save(dialect: DialectName, format: ExportFormat, { file, say }: Exporter): Promise<void> {
  const [chosen, { download }] = await Promise.all([file(dialect, format), import('../experiment/download.ts')]);
  if (!chosen) {
    say('The settings cannot be trained: mend them first.');
    return;
  }
  const { name, type, text } = chosen;
  download(name, type, text);
  say(`${name} saved.`);
}
