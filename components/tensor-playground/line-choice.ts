import { part } from '../experiment/parts.ts';

/** Which line's value is shown: radio buttons, one for each statement. */
export class LineChoice {
  readonly #fieldset: HTMLFieldSetElement;
  readonly #choices: HTMLElement;

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

  /** Offers the lines of a program. @param chosen the one that is shown first; null for the last. */
  offer(lines: readonly string[], chosen: number | null): void {
    const name = `${this.#fieldset.closest('[id]')?.id ?? ''}-line`;
    const first = chosen ?? lines.length - 1;
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
