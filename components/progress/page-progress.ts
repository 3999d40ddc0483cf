import { browserStorage, memoryStorage } from './listed-storage.ts';
import { ProgressStore } from './progress-store.ts';

const CHANGED = 'duet-progress-changed';
const storage = browserStorage();

/** Whether progress outlives the page. */
export const isKept = storage !== null;

/** The progress that all elements of the page share. */
export const pageProgress = new ProgressStore(
  storage ?? memoryStorage(),
  `${import.meta.env.BASE_URL.replace(/\/$/, '')}/`,
);

/** Tells the other elements of the page that they have something new to show. */
export function announceProgress(): void {
  document.dispatchEvent(new Event(CHANGED));
}

/**
 * Defines an element that shows progress: at once, when it changes on this page or in another tab, and when the page comes
 * back from the browser's memory.
 */
export function defineProgressElement(name: string, show: (element: HTMLElement) => void): void {
  class ProgressElement extends HTMLElement {
    #life = new AbortController();

    connectedCallback(): void {
      this.#life = new AbortController();
      const { signal } = this.#life;
      const again = () => show(this);
      document.addEventListener(CHANGED, again, { signal });
      window.addEventListener('storage', again, { signal });
      window.addEventListener('pageshow', again, { signal });
      again();
    }

    disconnectedCallback(): void {
      this.#life.abort();
    }
  }
  customElements.define(name, ProgressElement);
}
