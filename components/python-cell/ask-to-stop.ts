import { pageWord } from '../../src/languages/page-words.ts';
import { clearMessage, showMessage, type MessageAction } from '../experiment/message.ts';

/** Asks a reader who runs a program whether the experiment that is running is to be stopped for it. */
export function askToStop(box: HTMLElement, run: () => void): void {
  ask(box, pageWord('duet.cell.taken'), pageWord('duet.cell.takenFix'), [
    { label: pageWord('duet.cell.stopAndRun'), act: run },
    { label: pageWord('duet.cell.keep'), act: () => clearMessage(box) },
  ]);
}

/** Shows a question, with the keyboard on its first answer. */
export function ask(box: HTMLElement, fact: string, fix: string, actions: readonly MessageAction[]): void {
  showMessage(box, { tone: 'question', fact, fix, actions });
  box.querySelector('button')?.focus();
}
