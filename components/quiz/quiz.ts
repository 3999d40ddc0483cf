import { whenNearViewport } from './near-viewport.ts';

/** A quiz. Its code is loaded when it comes near what the reader sees. */
class QuizElement extends HTMLElement {
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    whenNearViewport(this, signal, () => void this.#start(signal));
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  async #start(signal: AbortSignal): Promise<void> {
    const { startQuiz } = await import('./quiz-session.ts');
    if (!signal.aborted) startQuiz(this, signal);
  }
}

customElements.define('duet-quiz', QuizElement);
