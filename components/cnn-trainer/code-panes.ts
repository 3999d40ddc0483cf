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
 * Writes both programs for these settings, marks the lines that differ from the preset's, and, where the reader
 * has just edited a setting, scrolls each pane to the line that it changed.
 *
 * @throws {NetworkError} when the layers do not fit each other.
 */
export function renderCode(
  root: ParentNode,
  settings: TrainingSettings,
  preset: TrainingSettings,
  presetLabel: string,
  isEdit: boolean,
): void {
  for (const dialect of ['torch', 'keras'] as const) {
    const pane = part(root, `${dialect}-code`, HTMLElement);
    const before = pane.textContent;
    const code = generators[dialect](settings);
    const changed = linesChanged(generators[dialect](preset), code);
    const lines = highlightPython(code).map(
      (line, index) => `<span class="trainer-line"${changed.has(index) ? ' data-changed' : ''}>${line}</span>`,
    );
    // Our own generator's code, escaped by the highlighter: settings are numbers and names from fixed lists.
    pane.innerHTML = lines.join('\n');
    part(root, `${dialect}-changes`, HTMLElement).textContent =
      changed.size === 0
        ? ''
        : `${changed.size} ${changed.size === 1 ? 'line differs' : 'lines differ'} from ${presetLabel}`;
    const [latest] = linesChanged(before, code);
    if (isEdit && latest !== undefined) showLine(pane, latest);
  }
}

/** Says that the panes still show the last settings that could be trained. */
export function showCodeIsBehind(root: ParentNode): void {
  for (const dialect of ['torch', 'keras'] as const) {
    part(root, `${dialect}-changes`, HTMLElement).textContent = 'still the last settings that fit';
  }
}

function linesChanged(before: string, after: string): ReadonlySet<number> {
  return changedLines(before.split('\n'), after.split('\n'));
}

/** Scrolls the pane, and never the page, so that the line stands in its upper third. */
function showLine(pane: HTMLElement, index: number): void {
  const scroller = pane.closest('pre');
  const line = pane.querySelectorAll<HTMLElement>('.trainer-line')[index];
  if (!scroller || !line) return;
  const offset = line.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  if (offset > 0 && offset < scroller.clientHeight - line.offsetHeight) return;
  scroller.scrollTop += offset - scroller.clientHeight / 3;
}
