import { listingCells, listingText } from '../listing/cells.ts';
import { markedLines } from '../listing/marks.ts';

/** A cell of a program, shown on the page or not. */
interface ProgramCell {
  readonly name: string;
  /** As the listing has it. */
  readonly code: string;
}

/** What shows a cell. */
export interface ShownCell {
  /** As the reader has it now. */
  readonly code: () => string;
  /** Runs it where the cells above have been run. @returns whether it ended without an error. */
  readonly run: () => Promise<boolean>;
}

const programs = new Map<string, CellProgram>();

/** The cells of one file on a page, which share their variables. */
export class CellProgram {
  readonly session: string;
  readonly cells: readonly ProgramCell[];
  /** The worker in which each cell has been run: what another knew is gone with it. */
  readonly #workerOf = new Map<number, number>();
  readonly #shown = new Map<number, ShownCell>();
  #startsAnew = false;

  constructor(session: string, cells: readonly ProgramCell[]) {
    this.session = session;
    this.cells = cells;
  }

  /** The program of a file, out of the page that holds its text. */
  static ofFile(file: string): CellProgram {
    const known = programs.get(file);
    if (known) return known;
    const cells = listingCells(sourceOf(file)).map(({ name, code }) => ({ name, code: markedLines(code).code }));
    const program = new CellProgram(file, cells);
    programs.set(file, program);
    return program;
  }

  /** A file as one cell, which is begun anew whenever it is run: as a script is. */
  static ofWholeFile(file: string): CellProgram {
    return CellProgram.ofText(`${file} as a whole`, markedLines(listingText(sourceOf(file))).code);
  }

  /** A program that no file of the page has. */
  static ofText(session: string, code: string): CellProgram {
    return new CellProgram(session, [{ name: '', code }]);
  }

  /** Whether a run forgets the variables first. */
  get isAnew(): boolean {
    return this.#startsAnew || this.cells.length === 1;
  }

  show(index: number, cell: ShownCell): void {
    this.#shown.set(index, cell);
  }

  /** Code of a cell, with the reader's changes. */
  codeOf(index: number): string {
    return this.#shown.get(index)?.code() ?? this.cells[index]?.code ?? '';
  }

  shownAt(index: number): ShownCell | undefined {
    return this.#shown.get(index);
  }

  noteRun(index: number, worker: number): void {
    this.#startsAnew = false;
    this.#workerOf.set(index, worker);
  }

  /** Lets the next run begin without the variables. */
  forget(): void {
    this.#startsAnew = true;
    this.#workerOf.clear();
  }

  /** Of the cells above one that the worker has not run, those that the page does not show before it, such as imports. */
  missingUnread(index: number, worker: number): readonly number[] {
    // The page's own order.
    const shown = [...this.#shown.keys()];
    const read = shown.slice(0, shown.indexOf(index));
    return this.missingAbove(index, worker).filter((above) => !read.includes(above));
  }

  /** Cells above one that the worker has not run; those that are there to fail are none of them. */
  missingAbove(index: number, worker: number): readonly number[] {
    return this.cells.flatMap(({ name }, above) =>
      above < index && !name.endsWith('(raises)') && (worker === 0 || this.#workerOf.get(above) !== worker)
        ? [above]
        : [],
    );
  }
}

function sourceOf(file: string): string {
  const element = document.querySelector(`script[data-python-program="${CSS.escape(file)}"]`);
  // Written by our own server.
  return element ? (JSON.parse(element.textContent) as string) : '';
}
