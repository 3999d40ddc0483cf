import type { Span } from '../../src/expressions/syntax.ts';
import { part } from '../experiment/parts.ts';
import { ShareLinkError } from '../experiment/share-link.ts';
import { findExample } from './examples.ts';
import type { ReadableSource, SourceProblem } from './read-source.ts';

/** A program that the reader typed, or took from an operation. */
const OWN = 'own';
/** As the text field has it; a link with a longer program was not made by us. */
const LONGEST_PROGRAM = 1_000;
/** A pause in typing that is long enough to read what was typed. */
const TYPING_PAUSE_MILLISECONDS = 250;

/** The choice of a program, its text, and its code in both frameworks. */
export class ProgramForm {
  readonly #root: HTMLElement;
  readonly #example: HTMLSelectElement;
  readonly #operation: HTMLSelectElement;
  readonly #text: HTMLTextAreaElement;
  readonly #onChange: (isReadable: boolean) => void;
  #reader: Promise<typeof import('./read-source.ts')> | null = null;
  #typing: ReturnType<typeof setTimeout> | undefined;

  /** @param onChange is told when a changed program has been read, and whether it can run. */
  constructor(root: HTMLElement, onChange: (isReadable: boolean) => void, signal: AbortSignal) {
    this.#root = root;
    this.#example = part(root, 'example', HTMLSelectElement);
    this.#operation = part(root, 'operation', HTMLSelectElement);
    this.#text = part(root, 'program', HTMLTextAreaElement);
    this.#onChange = onChange;
    this.#example.addEventListener('change', () => this.#choose(this.#example.value), { signal });
    this.#operation.addEventListener('change', () => this.#chooseOperation(), { signal });
    this.#text.addEventListener('input', () => this.#typed(), { signal });
    signal.addEventListener('abort', () => clearTimeout(this.#typing));
  }

  get source(): string {
    return this.#text.value;
  }

  /** Whether the program is the one that the page came with. */
  get isFirstExample(): boolean {
    return this.source === findExample(this.#root.dataset.firstExample ?? '')?.program;
  }

  /** Reads the program and shows its code, or what is wrong with it. */
  async read(): Promise<ReadableSource | SourceProblem> {
    this.#reader ??= import('./read-source.ts');
    const { readSource, highlighted } = await this.#reader;
    const { source } = this;
    const result = readSource(source);
    const problem = part(this.#root, 'problem', HTMLElement);
    this.#text.setAttribute('aria-invalid', String(result.kind === 'problem'));
    part(this.#root, 'codes', HTMLElement).toggleAttribute('data-stale', result.kind === 'problem');
    if (result.kind === 'problem') {
      problem.textContent = `${result.fact} ${result.fix}`;
      return result;
    }
    problem.textContent = '';
    part(this.#root, 'torch-code', HTMLElement).innerHTML = highlighted(result.torch);
    part(this.#root, 'keras-code', HTMLElement).innerHTML = highlighted(result.tensorflow);
    return result;
  }

  /** Puts the cursor where something is wrong. */
  select({ start, end }: Span): void {
    this.#text.focus();
    this.#text.setSelectionRange(start, Math.max(end, start));
  }

  sharedValues(): ReadonlyMap<string, string> {
    const { value } = this.#example;
    return value === OWN ? new Map([['program', this.source]]) : new Map([['example', value]]);
  }

  /** @throws {ShareLinkError} when the link names no example and carries no program. */
  applyShared(values: ReadonlyMap<string, string>): void {
    const example = findExample(values.get('example') ?? '');
    const program = values.get('program') ?? '';
    if (example) {
      this.#choose(example.id);
      return;
    }
    if (values.has('example') || program.trim() === '' || program.length > LONGEST_PROGRAM) {
      throw new ShareLinkError('The link names no example that exists, and carries no program.');
    }
    this.#text.value = program;
    this.#typed();
  }

  #choose(id: string): void {
    const example = findExample(id);
    this.#example.value = example ? id : OWN;
    this.#operation.value = '';
    if (example) this.#text.value = example.program;
    this.#say(example?.lookAt ?? 'One statement on each line. The value of the last is shown first.');
    void this.#changed();
  }

  #chooseOperation(): void {
    const { program, says } = this.#operation.selectedOptions[0]?.dataset ?? {};
    if (program === undefined) return;
    this.#example.value = OWN;
    this.#text.value = program;
    this.#say(says ?? '');
    void this.#changed();
  }

  #typed(): void {
    this.#example.value = OWN;
    this.#operation.value = '';
    this.#say('One statement on each line. The value of the last is shown first.');
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.#changed(), TYPING_PAUSE_MILLISECONDS);
  }

  async #changed(): Promise<void> {
    const { kind } = await this.read();
    this.#onChange(kind === 'program');
  }

  #say(text: string): void {
    part(this.#root, 'look-at', HTMLElement).textContent = text;
  }
}
