import type { Result } from './comparison.ts';
import type { ContenderName } from './options.ts';

/** What a step will take, by what smaller ones took. */
export class Expectations {
  readonly #known = new Map<ContenderName, { readonly step: number; readonly work: number }>();

  /** Remembers a comparison whose steps had `work` multiplications to do. */
  learn(results: readonly Result[], work: number): void {
    for (const result of results) {
      if (result.status === 'measured') this.#known.set(result.contender, { step: result.step.median, work });
    }
  }

  /** Milliseconds that a step of `work` multiplications would take at the same speed, or null without experience. */
  stepOf(contender: ContenderName, work: number): number | null {
    const known = this.#known.get(contender);
    return known ? (known.step * work) / known.work : null;
  }
}
