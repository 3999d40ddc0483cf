import { pageWord } from '../../src/languages/page-words.ts';
import { markChoices, markNumber, type Marking } from './mark.ts';
import { OrderField } from './order-field.ts';
import { shortText } from './short-text.ts';
import { shownText } from './shown-text.ts';

/** Where a question is answered: a list of choices, a field for a number, or a list to put in order. */
export interface AnswerField {
  /** The answer as texts that {@link write} understands; empty where nothing is answered. */
  read(): readonly string[];
  /** Shows an answer of an earlier visit. What is no answer to this question changes nothing. */
  write(answer: readonly string[]): void;
  /** The answer as its reader sees it, on one line. */
  words(): string;
  mark(): Marking;
  clear(): void;
  /** What to say when there is nothing to check. */
  readonly emptyHint: string;
}

/** The field that the server wrote into a question. */
export function findAnswerField(form: HTMLFormElement, say: (text: string) => void, signal: AbortSignal): AnswerField {
  switch (form.dataset.kind) {
    case 'number':
      return new NumberField(form);
    case 'order':
      return new OrderField(form, say, signal);
    default:
      return new ChoiceField(form);
  }
}

/** Radio buttons or checkboxes. */
class ChoiceField implements AnswerField {
  readonly emptyHint = pageWord('duet.quiz.chooseFirst');
  readonly #inputs: readonly HTMLInputElement[];

  constructor(form: HTMLFormElement) {
    this.#inputs = [...form.querySelectorAll('input')];
  }

  read(): readonly string[] {
    return this.#inputs.filter(({ checked }) => checked).map(({ value }) => value);
  }

  write(answer: readonly string[]): void {
    for (const input of this.#inputs) input.checked = answer.includes(input.value);
  }

  words(): string {
    const chosen = this.#inputs.filter(({ checked }) => checked);
    return shortText(chosen.map((input) => shownText(input.closest('li'), '.quiz-item')).join('; '));
  }

  mark(): Marking {
    const right = this.#inputs.filter(({ dataset }) => dataset.right === 'true').map(({ value }) => Number(value));
    return markChoices(right, this.read().map(Number));
  }

  clear(): void {
    this.write([]);
  }
}

/** One field for a number. */
class NumberField implements AnswerField {
  readonly emptyHint = pageWord('duet.quiz.enterFirst');
  readonly #form: HTMLFormElement;
  readonly #input: HTMLInputElement;

  constructor(form: HTMLFormElement) {
    const input = form.querySelector<HTMLInputElement>('input[type="number"]');
    if (!input) throw new Error('A question of kind number has no field for it.');
    this.#form = form;
    this.#input = input;
  }

  read(): readonly string[] {
    return Number.isFinite(this.#input.valueAsNumber) ? [this.#input.value] : [];
  }

  write(answer: readonly string[]): void {
    this.#input.value = answer[0] ?? '';
  }

  words(): string {
    return shortText(`${this.#input.value} ${shownText(this.#form, '.quiz-figure > span')}`);
  }

  mark(): Marking {
    const stated = [...this.#form.querySelectorAll<HTMLElement>('[data-value]')].map(({ dataset }) => ({
      value: Number(dataset.value),
      isRight: dataset.right === 'true',
    }));
    return markNumber(stated, Number(this.#form.dataset.tolerance ?? 0), this.#input.valueAsNumber);
  }

  clear(): void {
    this.#input.value = '';
  }
}
