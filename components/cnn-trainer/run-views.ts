/** All that shows runs; loaded with the first one, or when the reader first looks inside. */
import { exampleNoun } from '../../src/datasets/describe.ts';
import { trainingClient, type Run } from '../../src/training/client.ts';
import type {
  DialectName,
  DialectResult,
  LabelledImage,
  TrainingReport,
  TrainingSettings,
} from '../../src/training/protocol.ts';
import type { BackendChoice } from '../experiment/backends.ts';
import { part } from '../experiment/parts.ts';
import { Curves } from '../training-run/curves.ts';
import type { OwnImages } from './inspection/dataset-images.ts';
import type { Inspection, TrainedRun } from './inspection/inspection.ts';
import { nameExamples } from './name-examples.ts';
import { Readout } from './readout.ts';
import { PastRuns } from './runs/past-runs.ts';
import type { FileWeights } from './weights/load-networks.ts';

interface RunViewsOptions {
  /** As the form stands. */
  readonly settings: () => TrainingSettings;
  readonly backend: () => BackendChoice;
  readonly ownImages: OwnImages;
  /** Says politely what a reader may not see. */
  readonly announce: (text: string) => void;
  /** There are other networks than before that can be asked and saved, or none. */
  readonly onNetworks: () => void;
  readonly signal: AbortSignal;
}

/** The run of now or of a moment ago. */
interface ShownRun {
  readonly run: Run;
  readonly settings: TrainingSettings;
  readonly startedFrom: string | null;
  readonly readout: Readout;
  readonly results: Map<DialectName, DialectResult>;
  /** Dialects whose networks the worker keeps. */
  readonly kept: DialectName[];
  isFinished: boolean;
}

/** The curves and results of a run, the runs before it, and the look into its networks. */
export class RunViews {
  readonly #root: HTMLElement;
  readonly #options: RunViewsOptions;
  readonly #curves: Curves;
  readonly #past: PastRuns;
  #shown: ShownRun | null = null;
  /** The networks of a file. */
  #loaded: TrainedRun | null = null;
  /** Tells the file asked for last from one before. */
  #loading = 0;
  /** Whether what was loaded is newer than the run that is shown. */
  #prefersLoaded = false;
  #inspection: Promise<Inspection> | null = null;

  constructor(root: HTMLElement, options: RunViewsOptions) {
    this.#root = root;
    this.#options = options;
    this.#curves = new Curves(root);
    const { announce, signal } = options;
    this.#past = new PastRuns(root, { onChange: (runs) => this.#curves.showPast(runs), announce, signal });
    signal.addEventListener('abort', () => this.#destroy());
  }

  /** @param startedFrom the file of its weights; null where they are drawn. */
  begin(run: Run, settings: TrainingSettings, startedFrom: string | null): void {
    nameExamples(part(this.#root, 'results', HTMLElement), exampleNoun(settings.dataset));
    const readout = new Readout(this.#root, settings, this.#curves, (image) => void this.#lookInside(image));
    this.#shown = { run, settings, startedFrom, readout, results: new Map(), kept: [], isFinished: false };
    this.#prefersLoaded = false;
    this.#options.onNetworks();
    void this.#inspection?.then((inspection) => this.#showRunIn(inspection));
  }

  show(report: TrainingReport): void {
    const shown = this.#shown;
    if (!shown) return;
    shown.readout.show(report);
    if (report.type === 'dialect') {
      shown.results.set(report.dialect, report.result);
      if (report.isKept) shown.kept.push(report.dialect);
    }
    if (report.type === 'finished') {
      shown.isFinished = true;
      this.#options.onNetworks();
    }
    void this.#inspection?.then((inspection) => {
      inspection.show(report);
      if (report.type === 'finished') inspection.trained(trainedRun(shown));
    });
  }

  /** Empties all that shows the run; what it reached stays among the runs before. */
  clear(): void {
    const shown = this.#shown;
    this.#shown = null;
    if (!shown) return;
    const { run, settings, startedFrom, readout, results, isFinished } = shown;
    readout.destroy();
    if (isFinished) this.#past.add({ settings, startedFrom, results, history: readout.history });
    trainingClient.forget(run.id);
    this.#showNetworks();
  }

  /** The networks that can be asked and saved now: those of the file or the run that came last. */
  get networks(): TrainedRun | null {
    const trained = this.#shown?.isFinished ? trainedRun(this.#shown) : null;
    return this.#prefersLoaded || this.#shown === null ? (this.#loaded ?? trained) : trained;
  }

  /** Makes networks with the weights of a file, in place of those of the file before; null lets these go. */
  async load(file: FileWeights | null): Promise<void> {
    const loading = ++this.#loading;
    const before = this.#loaded;
    const { loadNetworks } = await import('./weights/load-networks.ts');
    const loaded = file && (await loadNetworks(file, this.#options.backend()));
    if (loading !== this.#loading) return;
    if (before && !loaded) trainingClient.forget(before.runId);
    this.#loaded = loaded;
    this.#prefersLoaded = loaded !== null;
    this.#showNetworks();
  }

  #showNetworks(): void {
    this.#options.onNetworks();
    void this.#inspection?.then((inspection) => this.#showRunIn(inspection));
  }

  /** Makes the fold that looks into networks work. */
  openInspection(): Promise<Inspection> {
    this.#inspection ??= this.#loadInspection();
    return this.#inspection;
  }

  async #loadInspection(): Promise<Inspection> {
    const { Inspection } = await import('./inspection/inspection.ts');
    const inspection = new Inspection(this.#root, this.#options);
    this.#showRunIn(inspection);
    return inspection;
  }

  #showRunIn(inspection: Inspection): void {
    const [shown, loaded] = [this.#shown, this.#loaded];
    if (loaded && (this.#prefersLoaded || !shown)) {
      inspection.loaded(loaded);
    } else if (shown) {
      inspection.runBegan(shown.run, shown.settings);
      if (shown.isFinished) inspection.trained(trainedRun(shown));
    } else inspection.forget();
  }

  async #lookInside(image: LabelledImage): Promise<void> {
    const fold = part(this.#root, 'inspection', HTMLDetailsElement);
    fold.open = true;
    const inspection = await this.openInspection();
    inspection.choose(image);
    // The image and what it is taken for lie below the pad, mostly out of view.
    const chosen = part(this.#root, 'chosen-image', HTMLElement);
    chosen.focus({ preventScroll: true });
    chosen.scrollIntoView({ block: 'center' });
  }

  #destroy(): void {
    this.clear();
    this.#curves.destroy();
  }
}

function trainedRun({ run, settings, kept }: ShownRun): TrainedRun {
  return { runId: run.id, settings, dialects: kept, fileName: null };
}
