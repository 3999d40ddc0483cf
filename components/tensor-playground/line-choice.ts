import { part } from '../experiment/parts.ts';
import { ShareLinkError } from '../experiment/share-link.ts';

/** Which line's value is shown: radio buttons, one for each statement. */
export class LineChoice {
  readonly #fieldset: HTMLFieldSetElement;
  readonly #choices: HTMLElement;
  /** The line that a link names, counted from 0: the first run shows it. */
  #linked: number | null = null;

  constructor(fieldset: HTMLFieldSetElement, onChoose: () => void, signal: AbortSignal) {
    this.#fieldset = fieldset;
    this.#choices = part(fieldset, 'line-choices', HTMLElement);
    fieldset.addEventListener('change', onChoose, { signal });
  }

  /** Counted from 0. */
  get chosen(): number {
    return Math.max(
      this.#inputs.findIndex((input) => input.checked),
      0,
    );
  }

  /** Offers the lines of a program. @param chosen the one that is shown first; null for the linked one, or the last. */
  offer(lines: readonly string[], chosen: number | null): void {
    const name = `${this.#fieldset.closest('[id]')?.id ?? ''}-line`;
    const last = lines.length - 1;
    const first = chosen ?? Math.min(this.#linked ?? last, last);
    this.#linked = null;
    this.#choices.replaceChildren(
      ...lines.map((line, place) => {
        const label = document.createElement('label');
        const input = document.createElement('input');
        const text = document.createElement('code');
        Object.assign(input, { type: 'radio', name, value: String(place), checked: place === first });
        text.textContent = line;
        label.append(input, text);
        return label;
      }),
    );
  }

  /** Shows the choice, where there is one. */
  show(): void {
    this.#fieldset.hidden = this.#inputs.length < 2;
  }

  hide(): void {
    this.#fieldset.hidden = true;
  }

  /** The line as a share link has it, counted from 1; nothing for the last one, which is shown anyway. */
  sharedValues(): readonly (readonly [string, string])[] {
    const isChoice = !this.#fieldset.hidden && this.chosen < this.#inputs.length - 1;
    const line = isChoice ? this.chosen : this.#linked;
    return line === null ? [] : [['line', String(line + 1)]];
  }

  /** @throws {ShareLinkError} when the link names no line. */
  applyShared(values: ReadonlyMap<string, string>): void {
    const line = values.get('line');
    if (line !== undefined && !/^[1-9]\d{0,3}$/.test(line)) {
      throw new ShareLinkError('The link names a line that no program has.');
    }
    this.#linked = line === undefined ? null : Number(line) - 1;
  }

  /** Goes on to the next line; false at the last one. */
  next(): boolean {
    const following = this.#inputs[this.chosen + 1];
    if (!following) return false;
    following.checked = true;
    this.#fieldset.dispatchEvent(new Event('change'));
    return true;
  }

  get #inputs(): HTMLInputElement[] {
    return [...this.#choices.querySelectorAll('input')];
  }
}
