/** What a run draws; loaded with the run, because a page without one needs no charts. */
import { describeDataset } from '../../src/datasets/describe.ts';
import type {
  DialectName,
  DialectResult,
  LabelledImage,
  TrainingReport,
  TrainingSettings,
} from '../../src/training/protocol.ts';
import { part } from '../experiment/parts.ts';
import { openConfusion } from './confusion-examples.ts';
import type { Curves } from './curves.ts';
import { Histograms } from './histograms/histograms.ts';
import { showConfusion, showFigures, showSamples } from './predictions.ts';
import { TrainingHistory } from './training-history.ts';

/** The charts and tables of one run, from its first batch until the next run begins. */
export class Readout {
  readonly history: TrainingHistory;
  readonly #root: HTMLElement;
  readonly #curves: Curves;
  readonly #histograms: Histograms;
  readonly #classNames: readonly string[];
  readonly #onChoose: (image: LabelledImage) => void;
  readonly #life = new AbortController();
  #frame = 0;
  #isTableStale = false;
  /** Parts of a result yet to be drawn, one a frame: all at once would hold up the page. */
  #results: (() => void)[] = [];

  /** @param onChoose an image was pressed, to be looked into. */
  constructor(root: HTMLElement, settings: TrainingSettings, curves: Curves, onChoose: (image: LabelledImage) => void) {
    this.#root = root;
    this.#curves = curves;
    this.#onChoose = onChoose;
    this.history = new TrainingHistory(settings);
    this.#histograms = new Histograms(root, settings, this.#life.signal);
    this.#classNames = describeDataset(settings.dataset).classNames;
    curves.showRun(this.history);
  }

  show(report: TrainingReport): void {
    switch (report.type) {
      case 'batch':
        this.history.addBatch(report);
        break;
      case 'epoch':
        this.history.addEpoch(report);
        this.#isTableStale = true;
        break;
      case 'histograms':
        this.#histograms.add(report);
        return;
      case 'dialect':
        this.#addResult(report.dialect, report.result);
        break;
      default:
        return;
    }
    this.#schedule();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#life.abort();
    this.#histograms.destroy();
    this.#curves.showRun(null);
  }

  /** Reports can come faster than frames. */
  #schedule(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#curves.update(this.#isTableStale);
      this.#isTableStale = false;
      this.#results.shift()?.();
      if (this.#results.length > 0) this.#schedule();
    });
  }

  #addResult(dialect: DialectName, result: DialectResult): void {
    const samples = part(this.#root, `${dialect}-samples`, HTMLElement);
    const confusion = part(this.#root, `${dialect}-confusion`, HTMLTableElement);
    const classNames = this.#classNames;
    const [onChoose, { signal }] = [this.#onChoose, this.#life];
    this.#results.push(
      () => showFigures(this.#root, dialect, result),
      () => showSamples(samples, result.samples, classNames),
      () => showConfusion(confusion, result.confusionMatrix, classNames),
      () => openConfusion(this.#root, { dialect, result, classNames, onChoose, signal }),
    );
  }
}
