import type { TrainingFailure } from '../../src/training/protocol.ts';
import { pageWord } from '../../src/languages/page-words.ts';
import { clearMessage, showMessage, type MessageAction } from '../experiment/message.ts';
import { startFailure } from './start-failure.ts';

/** Runs a program for a reader, who is asked first whether an experiment that is running is to be stopped for it. */
export async function runUnlessTaken(box: HTMLElement, run: () => Promise<unknown>): Promise<void> {
  const queue = await import('./cell-queue.ts').catch(() => null);
  if (!queue) {
    showFailure(box, startFailure(), () => runUnlessTaken(box, run));
    return;
  }
  if (!queue.isWorkerTaken()) {
    await run();
    return;
  }
  ask(box, pageWord('duet.cell.taken'), pageWord('duet.cell.takenFix'), [
    { label: pageWord('duet.cell.stopAndRun'), act: () => void run() },
    { label: pageWord('duet.cell.keep'), act: () => clearMessage(box) },
  ]);
}

/** Shows why a program could not go on, and offers to run it again. */
export function showFailure(
  box: HTMLElement,
  { message, fix }: Pick<TrainingFailure, 'message' | 'fix'>,
  run: () => Promise<unknown>,
): void {
  const again = { label: pageWord('duet.cell.again'), act: () => void run() };
  showMessage(box, { tone: 'error', fact: message, fix, actions: [again] });
}

/** Shows a question, with the keyboard on its first answer. */
export function ask(box: HTMLElement, fact: string, fix: string, actions: readonly MessageAction[]): void {
  showMessage(box, { tone: 'question', fact, fix, actions });
  box.querySelector('button')?.focus();
}
