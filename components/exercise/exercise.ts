import { whenNearViewport } from '../quiz/near-viewport.ts';

/** An exercise. Its code is loaded when it comes near what the reader sees. */
class ExerciseElement extends HTMLElement {
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
    const { startExercise } = await import('./exercise-session.ts');
    if (!signal.aborted) startExercise(this, signal);
  }
}

customElements.define('duet-exercise', ExerciseElement);
