/** Long enough to pass over a word without meaning it. */
const SHOW_MILLISECONDS = 150;
/** Long enough to move the mouse from the word to its card. */
const HIDE_MILLISECONDS = 250;

/**
 * Shows the card of an explained word while the mouse rests on either, while the word has the keyboard's focus, and after a
 * tap, where a second one follows the link. Escape and a click elsewhere close it: the browser does that for a popover.
 */
class TermElement extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listeners = new AbortController();

  connectedCallback(): void {
    const link = this.querySelector('a');
    const card = this.querySelector<HTMLElement>('[popover]');
    if (!link || !card) return;
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    const show = () => {
      if (!card.matches(':popover-open')) card.showPopover({ source: link });
    };
    const later = (act: () => void, milliseconds: number) => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(act, milliseconds);
    };
    const onMouse = (event: PointerEvent, act: () => void, milliseconds: number) => {
      if (event.pointerType === 'mouse') later(act, milliseconds);
    };
    this.addEventListener('pointerenter', (event) => onMouse(event, show, SHOW_MILLISECONDS), { signal });
    this.addEventListener('pointerleave', (event) => onMouse(event, () => card.hidePopover(), HIDE_MILLISECONDS), {
      signal,
    });
    const showFocused = () => {
      if (link.matches(':focus-visible')) show();
    };
    link.addEventListener('focus', showFocused, { signal });
    const hideUnfocused = ({ relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node && this.contains(relatedTarget))) card.hidePopover();
    };
    this.addEventListener('focusout', hideUnfocused, { signal });
    // Asked when the finger comes down: the browser closes a popover at a tap elsewhere, and the word is elsewhere.
    let wasOpen = false;
    const press = () => {
      wasOpen = card.matches(':popover-open');
    };
    link.addEventListener('pointerdown', press, { signal });
    const tap = (event: PointerEvent) => {
      if (event.pointerType !== 'touch' || wasOpen) return;
      event.preventDefault();
      show();
    };
    link.addEventListener('click', tap, { signal });
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#listeners.abort();
  }
}

customElements.define('duet-term', TermElement);
