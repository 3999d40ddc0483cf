import type { DialectName } from '../../src/training/protocol.ts';
import { part } from '../experiment/parts.ts';
import { ShareLinkError } from '../experiment/share-link.ts';
import { exampleOf, type Example } from './examples.ts';

/** A program that the reader typed. */
const OWN = 'own';
const OWN_HINT = 'Leaves are made with requires_grad=True. Call backward() on a scalar.';
/** As the text field has it; a link with a longer program was not made by us. */
const LONGEST_PROGRAM = 1_000;

/** The choice of a program, its text, and the line that the film is at. */
export class ProgramForm {
  readonly #root: HTMLElement;
  readonly #select: HTMLSelectElement;
  readonly #text: HTMLTextAreaElement;
  readonly #code: HTMLElement;
  readonly #emptyCode: string;
  readonly #onChange: () => void;

  constructor(root: HTMLElement, onChange: () => void, signal: AbortSignal) {
    this.#root = root;
    this.#select = part(root, 'example', HTMLSelectElement);
    this.#text = part(root, 'program', HTMLTextAreaElement);
    this.#code = part(root, 'keras-code', HTMLPreElement);
    this.#emptyCode = this.#code.textContent;
    this.#onChange = onChange;
    this.#select.addEventListener('change', () => this.#choose(this.#select.value), { signal });
    this.#text.addEventListener('input', () => this.#typed(), { signal });
  }

  get source(): string {
    return this.#text.value;
  }

  /** Whether the program is the one that the page came with. */
  get isFirstExample(): boolean {
    return this.#text.value === this.#firstExample?.program;
  }

  sharedValues(): ReadonlyMap<string, string> {
    const { value } = this.#select;
    return value === OWN ? new Map([['program', this.source]]) : new Map([['example', value]]);
  }

  /** @throws {ShareLinkError} when the link names no example and carries no program. */
  applyShared(values: ReadonlyMap<string, string>): void {
    const example = exampleOf(values.get('example') ?? '');
    const program = values.get('program') ?? '';
    if (example) {
      this.#choose(example.id);
      return;
    }
    if (program.trim() === '' || program.length > LONGEST_PROGRAM) {
      throw new ShareLinkError('The link to this program names no example that exists, and carries no text.');
    }
    this.#text.value = program;
    this.#typed();
  }

  /** Marks the line, counted from 1, that the shown dialect is at. */
  showLine(line: number | null, dialect: DialectName = 'torch'): void {
    const mark = (element: HTMLElement, isMarked: boolean) => {
      if (line !== null && isMarked) element.style.setProperty('--line', String(line - 1));
      else element.style.removeProperty('--line');
    };
    mark(this.#text, dialect === 'torch');
    mark(this.#code, dialect === 'keras');
  }

  showKerasCode(code: string | null): void {
    const text = document.createElement('code');
    text.textContent = code ?? this.#emptyCode;
    this.#code.replaceChildren(text);
  }

  setLocked(locked: boolean): void {
    this.#select.disabled = locked;
    this.#text.readOnly = locked;
  }

  /** Puts the cursor into a line, counted from 1, and selects it. */
  select(line: number): void {
    const lines = this.source.split('\n');
    const start = lines.slice(0, line - 1).reduce((length, text) => length + text.length + 1, 0);
    this.#text.focus();
    this.#text.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  }

  #choose(id: string): void {
    const example = exampleOf(id);
    this.#select.value = example ? id : OWN;
    if (example) this.#text.value = example.program;
    this.#showHint(example?.hint ?? OWN_HINT);
    this.#changed();
  }

  #typed(): void {
    this.#select.value = OWN;
    this.#showHint(OWN_HINT);
    this.#changed();
  }

  #changed(): void {
    this.#text.rows = Math.max(6, this.source.split('\n').length + 1);
    this.showLine(null);
    this.showKerasCode(null);
    this.#onChange();
  }

  #showHint(hint: string): void {
    part(this.#root, 'hint', HTMLElement).textContent = hint;
  }

  get #firstExample(): Example | undefined {
    return exampleOf(this.#root.dataset.firstExample ?? '');
  }
}
