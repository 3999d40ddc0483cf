import { pageWord } from '../../src/languages/page-words.ts';
import type { AnswerField } from './answer-field.ts';
import { markOrder, type Marking } from './mark.ts';
import { shortText } from './short-text.ts';
import { shownText } from './shown-text.ts';

/** Items that are put in order: by the buttons of each item, or by dragging its handle with a mouse or a finger. */
export class OrderField implements AnswerField {
  /** Never said: an order is always an answer. */
  readonly emptyHint = '';
  readonly #list: HTMLOListElement;
  readonly #say: (text: string) => void;
  /** As the server wrote them. */
  readonly #firstItems: readonly HTMLElement[];

  constructor(form: HTMLFormElement, say: (text: string) => void, signal: AbortSignal) {
    const list = form.querySelector<HTMLOListElement>('ol.quiz-order');
    if (!list) throw new Error('A question of kind order has no list.');
    this.#list = list;
    this.#say = say;
    this.#firstItems = this.#items();
    list.addEventListener('click', (event) => this.#press(event.target), { signal });
    list.addEventListener('pointerdown', (event) => this.#grab(event, signal), { signal });
    this.#showEnds();
  }

  read(): readonly string[] {
    return this.#items().map((item) => item.dataset.answer ?? '');
  }

  write(answer: readonly string[]): void {
    const items = answer.map((place) => this.#firstItems.find(({ dataset }) => dataset.answer === place));
    if (new Set(items).size !== this.#firstItems.length || items.includes(undefined)) return;
    this.#list.append(...items.filter((item) => item !== undefined));
    this.#showEnds();
  }

  words(): string {
    const texts = this.#items().map((item) => shownText(item, '.quiz-item'));
    return shortText(texts.map((text, index) => `${index + 1}. ${text}`).join('; '));
  }

  mark(): Marking {
    return markOrder(this.read().map(Number));
  }

  clear(): void {
    this.#list.append(...this.#firstItems);
    this.#showEnds();
  }

  #items(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>(':scope > li')];
  }

  #press(target: EventTarget | null): void {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-move]') : null;
    const item = button?.closest('li');
    if (!button || !item || button.getAttribute('aria-disabled') === 'true') return;
    if (button.dataset.move === 'up') item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    // A moved element loses the focus.
    button.focus();
    this.#changed(item);
  }

  #grab(event: PointerEvent, signal: AbortSignal): void {
    const handle = event.target instanceof Element ? event.target.closest('.quiz-handle') : null;
    const item = handle?.closest('li');
    if (!item || event.button !== 0) return;
    event.preventDefault();
    // Not the item: a moved element loses its pointer.
    this.#list.setPointerCapture(event.pointerId);
    item.dataset.dragged = 'true';
    const before = this.read().join();
    const drag = new AbortController();
    const options = { signal: AbortSignal.any([signal, drag.signal]) };
    const drop = () => {
      drag.abort();
      delete item.dataset.dragged;
      if (this.read().join() !== before) this.#changed(item);
    };
    this.#list.addEventListener('pointermove', ({ clientY }) => this.#drag(item, clientY), options);
    this.#list.addEventListener('pointerup', drop, options);
    this.#list.addEventListener('pointercancel', drop, options);
  }

  /** Moves the item past each neighbour whose middle the pointer has passed. */
  #drag(item: HTMLElement, pointerY: number): void {
    const middle = (element: Element) => {
      const { top, height } = element.getBoundingClientRect();
      return top + height / 2;
    };
    const above = item.previousElementSibling;
    const below = item.nextElementSibling;
    if (above && pointerY < middle(above)) above.before(item);
    else if (below && pointerY > middle(below)) below.after(item);
  }

  #changed(item: HTMLElement): void {
    this.#showEnds();
    const items = this.#items();
    const text = shownText(item, '.quiz-item');
    this.#say(pageWord('duet.quiz.moved', { text, place: items.indexOf(item) + 1, all: items.length }));
    this.#list.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** The first item cannot go up, nor the last one down; their buttons keep the focus. */
  #showEnds(): void {
    const items = this.#items();
    items.forEach((item, index) => {
      const isEnd = { up: index === 0, down: index === items.length - 1 };
      for (const name of ['up', 'down'] as const) {
        item.querySelector(`[data-move="${name}"]`)?.setAttribute('aria-disabled', String(isEnd[name]));
      }
    });
  }
}
