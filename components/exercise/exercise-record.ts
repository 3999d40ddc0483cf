import { pageWord } from '../../src/languages/page-words.ts';
import { part } from '../experiment/parts.ts';
import { keptKinds } from '../quiz/kept-kinds.ts';
import { KeptText } from '../quiz/kept-text.ts';
import { pagePath } from '../quiz/page-path.ts';
import { readKeptProgram, writeKeptProgram } from './kept-program.ts';

/** How an exercise stands, for its `data-state`. */
export type ExerciseState = 'idle' | 'running' | 'right' | 'wrong';

/** How often an exercise was checked and whether it is solved: shown above it, and kept in the reader's browser. */
export class ExerciseRecord {
  readonly #root: HTMLElement;
  readonly #solution: string;
  readonly #kept: KeptText;
  #attempts = 0;

  /** @param solution what the reader's program is checked by: of one that was checked by another only the text is kept */
  constructor(root: HTMLElement, solution: string) {
    this.#root = root;
    this.#solution = solution;
    this.#kept = new KeptText(`${keptKinds.exercise} ${pagePath()}#${root.id}`);
  }

  /** Shows how the exercise stood when it was left. @returns the reader's program; null where none is kept. */
  restore(): string | null {
    const kept = readKeptProgram(this.#kept.read(), this.#solution);
    if (!kept) return null;
    this.#attempts = kept.attempts;
    this.show(kept.isRight ? 'right' : 'idle');
    return kept.source;
  }

  keep(source: string, isRight: boolean): void {
    this.#kept.write(writeKeptProgram({ source, attempts: this.#attempts, isRight }, this.#solution));
  }

  /** Counts a check, shows how it ended, and keeps the program. */
  checked(source: string, isRight: boolean): void {
    this.#attempts += 1;
    this.show(isRight ? 'right' : 'wrong');
    this.keep(source, isRight);
  }

  /** Forgets program and attempts. */
  clear(): void {
    this.#kept.clear();
    this.#attempts = 0;
    for (const details of this.#root.querySelectorAll('details')) details.open = false;
  }

  show(state: ExerciseState): void {
    this.#root.dataset.state = state;
    // Of one length, so that the title beside it keeps its line.
    const number = this.#attempts;
    const unsolved = number > 1 ? pageWord('duet.exercise.attempts', { number }) : pageWord('duet.exercise.unsolved');
    const running = pageWord('duet.exercise.computing');
    const score = { idle: unsolved, wrong: unsolved, running, right: pageWord('duet.exercise.solved') }[state];
    part(this.#root, 'score', HTMLElement).textContent = score;
  }
}
