import { sharedExperimentId } from './share-link.ts';

/** How far below or above the window an element counts as near: one height of the window. */
const MARGIN = '100% 0px';

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
        observer.disconnect();
        const start = await load();
        if (!signal.aborted) start(this, signal);
      };
      const isNear = (entries: readonly IntersectionObserverEntry[]) =>
        entries.some(({ isIntersecting }) => isIntersecting);
      const observer = new IntersectionObserver((entries) => isNear(entries) && void begin(), { rootMargin: MARGIN });
      signal.addEventListener('abort', () => observer.disconnect());
      if (this.id !== '' && sharedExperimentId(location.hash) === this.id) void begin();
      else observer.observe(this);
    }

    disconnectedCallback(): void {
      this.#life.abort();
    }
  }
  customElements.define(name, LazyElement);
}
