import type { Run, TrainingClient } from '../../src/training/client.ts';
import type { ProofName, TrainingReport } from '../../src/training/protocol.ts';
import type { Metrics } from '../experiment/expectation.ts';
import { ExperimentElement } from '../experiment/experiment.ts';
import { part } from '../experiment/parts.ts';

/** Runs the programs of all proofs, or of the next one by Step, and holds what they print against what the table claims. */
class FrameworkProofsElement extends ExperimentElement {
  /** The proof that Step runs next, or null when Run runs them all. */
  #stepTo: ProofName | null = null;

  protected override prepareRun(byStep: boolean): Promise<boolean> {
    const next = this.#items().find(({ dataset }) => dataset.agrees === undefined);
    this.#stepTo = byStep && next ? (next.dataset.proof as ProofName) : null;
    return Promise.resolve(true);
  }

  /** The expectation is of all proofs. */
  protected override isPartOfRun(): boolean {
    return this.#counts().programs < this.#items().length;
  }

  protected clearReadout(): void {
    // What the steps before have shown stays beside the next one.
    if (this.#stepTo !== null) return;
    for (const item of this.#items()) {
      delete item.dataset.agrees;
      outcomeOf(item).textContent = '';
    }
  }

  protected startRun(client: TrainingClient, onReport: (report: TrainingReport) => void): Run {
    const all = new Set(this.#items().map(({ dataset }) => dataset.proof as ProofName));
    const proofs = this.#stepTo === null ? [...all] : [this.#stepTo];
    const run = client.start({ type: 'prove', backend: this.backend, proofs }, onReport);
    this.#stepTo = null;
    return run;
  }

  protected showReport(report: TrainingReport): void {
    if (report.type === 'finished') {
      const { programs, agreeing } = this.#counts();
      this.setProgress(
        programs / this.#items().length,
        `${agreeing} of ${programs} programs print what the table claims`,
      );
    }
    if (report.type !== 'proof') return;
    const items = this.#items();
    const item = items.find(({ dataset }) => dataset.proof === report.proof && dataset.dialect === report.dialect);
    if (!item) return;
    const agrees = item.dataset.claimed === JSON.stringify(report.printed);
    item.dataset.agrees = String(agrees);
    outcomeOf(item).textContent = `: prints ${agrees ? '' : 'something else: '}${report.printed.join(' / ')}`;
    const { programs } = this.#counts();
    this.setProgress(programs / items.length, `${programs} of ${items.length} programs`);
  }

  protected metrics(): Metrics {
    return this.#counts();
  }

  protected sharedValues(): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(new Map());
  }

  protected applySharedValues(): Promise<void> {
    return Promise.resolve();
  }

  #counts() {
    const agreements = this.#items().map(({ dataset }) => dataset.agrees);
    return {
      programs: agreements.filter((agrees) => agrees !== undefined).length,
      agreeing: agreements.filter((agrees) => agrees === 'true').length,
    };
  }

  #items(): HTMLElement[] {
    return [...part(this, 'proofs', HTMLUListElement).querySelectorAll('li')];
  }
}

function outcomeOf(item: HTMLElement): Element {
  const outcome = item.querySelector('[data-outcome]');
  if (!outcome) throw new Error('A program of the proofs has no place for its outcome.');
  return outcome;
}

customElements.define('duet-framework-proofs', FrameworkProofsElement);
