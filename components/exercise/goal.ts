import { whenNearViewport } from '../quiz/near-viewport.ts';

/** A goal that an experiment reaches. Its code is loaded when it comes near what the reader sees. */
class GoalElement extends HTMLElement {
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
    const { watchGoal } = await import('./watch-goal.ts');
    if (!signal.aborted) watchGoal(this, signal);
  }
}

customElements.define('duet-goal', GoalElement);
