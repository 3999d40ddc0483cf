import { sharedExperimentId } from '../experiment/share-link.ts';

/** How far below the screen the table may be when its script is loaded. */
const NEAR_SCREEN = '400px';

/** The table's element: it waits until the table comes near the screen, or a link or a hand asks for it. */
class FrameworkTableElement extends HTMLElement {
  #listeners = new AbortController();
  #isLoading = false;

  connectedCallback(): void {
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#load(signal);
      },
      { rootMargin: NEAR_SCREEN },
    );
    observer.observe(this);
    signal.addEventListener('abort', () => observer.disconnect());
    if (sharedExperimentId(location.hash) === this.id) void this.#load(signal);
  }

  disconnectedCallback(): void {
    this.#listeners.abort();
    this.#isLoading = false;
  }

  async #load(signal: AbortSignal): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    const { TableView } = await import('./table-view.ts');
    if (!signal.aborted) new TableView(this, signal).start();
  }
}

customElements.define('duet-framework-table', FrameworkTableElement);
