/** What a run of the trainer draws; loaded with the run, because a page without one needs no charts. */
import { describeDataset } from '../../src/datasets/describe.ts';
import type {
  DialectName,
  DialectResult,
  LabelledImage,
  TrainingReport,
  TrainingSettings,
} from '../../src/training/protocol.ts';
import { part } from '../experiment/parts.ts';
import type { Curves } from '../training-run/curves.ts';
import { RunReadout } from '../training-run/run-readout.ts';
import type { TrainingHistory } from '../training-run/training-history.ts';
import { openConfusion } from './confusion-examples.ts';
import { Histograms } from './histograms/histograms.ts';
import { showConfusion, showSamples } from './predictions.ts';

/** The charts and tables of one run, from its first batch until the next run begins. */
export class Readout {
  readonly #root: HTMLElement;
  readonly #run: RunReadout;
  readonly #histograms: Histograms;
  readonly #classNames: readonly string[];
  readonly #onChoose: (image: LabelledImage) => void;
  readonly #life = new AbortController();

  /** @param onChoose an image was pressed, to be looked into. */
  constructor(root: HTMLElement, settings: TrainingSettings, curves: Curves, onChoose: (image: LabelledImage) => void) {
    this.#root = root;
    this.#onChoose = onChoose;
    this.#run = new RunReadout(root, settings, curves);
    this.#histograms = new Histograms(root, settings, this.#life.signal);
    this.#classNames = describeDataset(settings.dataset).classNames;
  }

  get history(): TrainingHistory {
    return this.#run.history;
  }

  show(report: TrainingReport): void {
    this.#run.show(report);
    if (report.type === 'histograms') this.#histograms.add(report);
    if (report.type === 'dialect') this.#addResult(report.dialect, report.result);
  }

  destroy(): void {
    this.#life.abort();
    this.#histograms.destroy();
    this.#run.destroy();
  }

  #addResult(dialect: DialectName, result: DialectResult): void {
    const samples = part(this.#root, `${dialect}-samples`, HTMLElement);
    const confusion = part(this.#root, `${dialect}-confusion`, HTMLTableElement);
    const classNames = this.#classNames;
    const [onChoose, { signal }] = [this.#onChoose, this.#life];
    this.#run.draw(
      () => showSamples(samples, result.samples, classNames),
      () => showConfusion(confusion, result.confusionMatrix, classNames),
      () => openConfusion(this.#root, { dialect, result, classNames, onChoose, signal }),
    );
  }
}
