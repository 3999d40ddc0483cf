/** What the page needs to write the programs anew; loaded when the reader first changes a setting or saves one. */
import { programFile, type ExportedFile, type ExportFormat } from '../../src/export/program-file.ts';
import type { DialectName, LossSurfaceSettings } from '../../src/training/protocol.ts';
import { highlightPython } from '../cnn-trainer/code/highlight.ts';
import { part } from '../experiment/parts.ts';
import { surfaceCode, surfaceFileName, surfaceProgram } from './code/surface-program.ts';

/** Writes both programs for these settings. */
export function showSurfaceCode(root: HTMLElement, settings: LossSurfaceSettings): void {
  for (const dialect of ['torch', 'keras'] as const) {
    // Our own generator's code, escaped by the highlighter: settings are numbers and names from fixed lists.
    part(root, `${dialect}-code`, HTMLElement).innerHTML = highlightPython(surfaceCode(settings, dialect)).join('\n');
  }
}

/** The program of these settings as a file to save. */
export function surfaceFile(settings: LossSurfaceSettings, dialect: DialectName, format: ExportFormat): ExportedFile {
  return programFile(surfaceProgram(settings, dialect), surfaceFileName(dialect), format);
}
