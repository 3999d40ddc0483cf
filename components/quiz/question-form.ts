import { pageWord } from '../../src/languages/page-words.ts';
import { part } from '../experiment/parts.ts';
import { findAnswerField, type AnswerField } from './answer-field.ts';
import type { AnswerWords, Attempt } from './attempts.ts';
import type { Marking } from './mark.ts';
import { shortText } from './short-text.ts';
import { shownText } from './shown-text.ts';

/** What a question needs of its quiz. */
export interface QuestionHost {
  /** Says something to a screen reader. */
  readonly say: (text: string) => void;
  /** Keeps an attempt. @returns it, counted. */
  readonly keep: (answer: readonly string[], isRight: boolean, words: AnswerWords) => Attempt;
}

/** One question on the page: checks the answer, shows the verdict and the replies. */
export class QuestionForm {
  readonly #form: HTMLFormElement;
  readonly #field: AnswerField;
  readonly #host: QuestionHost;

  constructor(form: HTMLFormElement, host: QuestionHost, signal: AbortSignal) {
    this.#form = form;
    this.#host = host;
    this.#field = findAnswerField(form, host.say, signal);
    form.addEventListener('submit', (event) => this.#check(event), { signal });
    form.addEventListener('input', () => this.#hideMarking(), { signal });
    form.addEventListener('change', () => this.#hideMarking(), { signal });
    part(form, 'check', HTMLButtonElement).disabled = false;
  }

  /** Shows an attempt of an earlier visit. */
  restore(attempt: Attempt): void {
    this.#field.write(attempt.answer);
    const answer = this.#field.read();
    // Only what the field took over: a stored answer may have been tampered with.
    if (answer.length > 0 && answer.join() === attempt.answer.join()) this.#show(this.#field.mark(), attempt);
  }

  clear(): void {
    this.#field.clear();
    this.#hideMarking();
    for (const details of this.#form.querySelectorAll('details')) details.open = false;
  }

  #check(event: SubmitEvent): void {
    event.preventDefault();
    const answer = this.#field.read();
    this.#hideMarking();
    if (answer.length === 0) {
      this.#verdict.textContent = this.#field.emptyHint;
      this.#host.say(this.#field.emptyHint);
      return;
    }
    const marking = this.#field.mark();
    const question = shortText(shownText(this.#form, 'legend > span:not(.quiz-number)'));
    const attempt = this.#host.keep(answer, marking.isRight, { question, answer: this.#field.words() });
    const replies = this.#show(marking, attempt);
    this.#host.say([this.#verdict.textContent, ...replies].filter(Boolean).join(' '));
  }

  /** @returns the replies, as text. */
  #show({ isRight, verdict, replies }: Marking, { count }: Attempt): readonly string[] {
    this.#form.dataset.marked = isRight ? 'right' : 'wrong';
    this.#verdict.textContent = count > 1 ? pageWord('duet.quiz.attempt', { verdict, number: count }) : verdict;
    for (const answer of this.#field.read()) {
      const item = this.#form.querySelector<HTMLElement>(`li[data-answer="${Number(answer)}"]`);
      if (item && this.#form.dataset.kind !== 'order')
        item.dataset.marked = item.dataset.right === 'true' ? 'right' : 'wrong';
    }
    return replies.flatMap((place) => {
      const reply = this.#form.querySelector<HTMLElement>(`[data-reply="${place}"]`);
      if (!reply) return [];
      reply.hidden = false;
      return [reply.innerText.trim()];
    });
  }

  #hideMarking(): void {
    delete this.#form.dataset.marked;
    this.#verdict.textContent = '';
    for (const item of this.#form.querySelectorAll<HTMLElement>('[data-marked]')) delete item.dataset.marked;
    for (const reply of this.#form.querySelectorAll<HTMLElement>('[data-reply]')) reply.hidden = true;
  }

  get #verdict(): HTMLElement {
    return part(this.#form, 'verdict', HTMLElement);
  }
}
