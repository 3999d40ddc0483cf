/** What the page needs to write the code anew; loaded when the reader first changes a setting. */
import type { DialectName, TrainingSettings } from '../../src/training/protocol.ts';
import { part } from '../experiment/parts.ts';
import { changedLines } from './code/changed-lines.ts';
import { highlightPython } from './code/highlight.ts';
import { kerasCode } from './code/keras-code.ts';
import { torchCode } from './code/torch-code.ts';

const generators: Readonly<Record<DialectName, (settings: TrainingSettings) => string>> = {
  torch: torchCode,
  keras: kerasCode,
};

/**
 * Writes both programs for these settings and marks the lines that differ from the preset's.
 *
 * @throws {NetworkError} when the layers do not fit each other.
 */
export function renderCode(
  root: ParentNode,
  settings: TrainingSettings,
  preset: TrainingSettings,
  presetLabel: string,
): void {
  for (const dialect of ['torch', 'keras'] as const) {
    const code = generators[dialect](settings);
    const changed = changedLines(generators[dialect](preset).split('\n'), code.split('\n'));
    const lines = highlightPython(code).map(
      (line, index) => `<span class="trainer-line"${changed.has(index) ? ' data-changed' : ''}>${line}</span>`,
    );
    // Our own generator's code, escaped by the highlighter: settings are numbers and names from fixed lists.
    part(root, `${dialect}-code`, HTMLElement).innerHTML = lines.join('\n');
    part(root, `${dialect}-changes`, HTMLElement).textContent =
      changed.size === 0
        ? ''
        : `${changed.size} ${changed.size === 1 ? 'line differs' : 'lines differ'} from ${presetLabel}`;
  }
}
