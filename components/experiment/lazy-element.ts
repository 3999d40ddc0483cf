import { whenNear } from './when-near.ts';

/** Starts a widget on its element; the signal tells when the element is gone. */
type Start = (element: HTMLElement, signal: AbortSignal) => void;

/** Defines an element whose code is loaded when it comes near what the reader sees, or when a share link names it. */
export function defineLazyElement(name: string, load: () => Promise<Start>): void {
  class LazyElement extends HTMLElement {
    #life = new AbortController();

    connectedCallback(): void {
      this.#life = new AbortController();
      const { signal } = this.#life;
      const begin = async () => {
        const start = await load();
        if (!signal.aborted) start(this, signal);
      };
      whenNear(this, () => void begin(), signal);
    }

    disconnectedCallback(): void {
      this.#life.abort();
    }
  }
  customElements.define(name, LazyElement);
}
