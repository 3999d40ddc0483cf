/** The fold that looks into networks; loaded when it is first opened. */
import { describeDataset } from '../../../src/datasets/describe.ts';
import { trainingClient, type Run } from '../../../src/training/client.ts';
import type {
  ChosenImage,
  DatasetChoice,
  DialectName,
  InspectionReport,
  LabelledImage,
  TrainingReport,
  TrainingSettings,
} from '../../../src/training/protocol.ts';
import { acceptDrops } from '../../experiment/accept-drops.ts';
import type { BackendChoice } from '../../experiment/backends.ts';
import { dialectLabels } from '../../experiment/dialect-labels.ts';
import { part } from '../../experiment/parts.ts';
import { DatasetImages, type OwnImages } from './dataset-images.ts';
import { DrawingPad } from './drawing-pad.ts';
import { toNetworkImage, toPicture, type ImageFormat } from './network-image.ts';
import { NetworkView } from './network-view.ts';
import { PictureError, readDrawing, readPicture, type ReadyImage } from './resize-picture.ts';

/** Networks that can be asked: those of a run that has ended. */
export interface TrainedRun {
  readonly runId: number;
  readonly settings: TrainingSettings;
  readonly dialects: readonly DialectName[];
  /** The file from which they have their weights; null where they were trained here. */
  readonly fileName: string | null;
}

interface InspectionOptions {
  /** As the form stands. */
  readonly settings: () => TrainingSettings;
  readonly backend: () => BackendChoice;
  readonly ownImages: OwnImages;
  readonly signal: AbortSignal;
}

/** An image of the reader's choice, and what the networks of the present or the last run make of it. */
export class Inspection {
  readonly #root: HTMLElement;
  readonly #options: InspectionOptions;
  readonly #pad: DrawingPad;
  readonly #images: DatasetImages;
  #image: ChosenImage | null = null;
  /** The run that trains now. */
  #run: Run | null = null;
  #trained: TrainedRun | null = null;
  #settings: TrainingSettings | null = null;
  #views = new Map<DialectName, NetworkView>();
  #isAsking = false;
  #mustAskAgain = false;

  constructor(root: HTMLElement, options: InspectionOptions) {
    this.#root = root;
    this.#options = options;
    const { signal } = options;
    this.#pad = new DrawingPad(part(root, 'pad', HTMLCanvasElement), {
      pen: part(root, 'pen', HTMLElement),
      onChange: (isDone) => this.#takeDrawing(isDone),
      signal,
    });
    this.#images = new DatasetImages(root, {
      onChoose: (image) => this.choose(image),
      ownImages: options.ownImages,
      signal,
    });
    part(root, 'pad-clear', HTMLButtonElement).addEventListener('click', () => this.#pad.clear(), { signal });
    const next = part(root, 'images-next', HTMLButtonElement);
    next.addEventListener('click', () => void this.#images.next(this.#dataset), { signal });
    next.disabled = false;
    const file = part(root, 'file', HTMLInputElement);
    file.addEventListener('change', () => void this.#takeFile(file.files?.[0]), { signal });
    acceptDrops(part(root, 'drop', HTMLElement), ([dropped]) => void this.#takeFile(dropped), signal);
    part(root, 'inspection-body', HTMLElement).setAttribute('aria-busy', 'false');
    // Nobody looks into a closed fold, and looking takes time.
    this.#fold.addEventListener('toggle', () => this.#watch(), { signal });
  }

  /** A run begins to train. */
  runBegan(run: Run, settings: TrainingSettings): void {
    this.#begin(settings, 'Trains soon.');
    this.#run = run;
    this.#watch();
  }

  /** Networks of a file can be asked. */
  loaded(loaded: TrainedRun): void {
    this.#begin(loaded.settings, 'Is asked.');
    this.trained(loaded);
  }

  /** The run has ended; its networks can be asked where they are kept. */
  trained(trained: TrainedRun): void {
    this.#run = null;
    this.#trained = trained;
    for (const [dialect, view] of this.#views) {
      if (!trained.dialects.includes(dialect)) view.say('Too large to be kept.');
    }
    void this.#ask();
  }

  /** Nothing is left of the run. */
  forget(): void {
    this.#run = null;
    this.#trained = null;
    this.#settings = null;
    for (const view of this.#views.values()) view.destroy();
    this.#views.clear();
    this.#say('');
  }

  #begin(settings: TrainingSettings, withImage: string): void {
    this.forget();
    this.#settings = settings;
    part(this.#root, 'inspection-body', HTMLElement).dataset.dialects = settings.dialects.join(' ');
    for (const dialect of settings.dialects) {
      const view = new NetworkView(this.#root, dialect, settings);
      view.say(this.#image ? withImage : 'Choose an image to see what it makes of it.');
      this.#views.set(dialect, view);
    }
  }

  /** Shows what a network says while it trains. */
  show(report: TrainingReport): void {
    if (report.type === 'inspection') this.#showReport(report);
  }

  /** Takes an image of the data set. */
  choose(image: LabelledImage): void {
    const { classNames, title } = describeDataset(this.#dataset);
    const note = `${title}: ${classNames[image.label] ?? '?'}.`;
    this.#take({ image: toNetworkImage(image, this.#format), note });
  }

  #takeDrawing(isDone: boolean): void {
    const ready = readDrawing(part(this.#root, 'pad', HTMLCanvasElement), this.#dataset, this.#format);
    if (ready) this.#take(ready, isDone);
  }

  async #takeFile(file: File | undefined): Promise<void> {
    if (!file) return;
    try {
      this.#take(await readPicture(file, this.#format));
    } catch (error) {
      if (!(error instanceof PictureError)) throw error;
      part(this.#root, 'chosen-problem', HTMLElement).textContent = error.message;
    }
  }

  #take({ image, note }: ReadyImage, isDone = true): void {
    this.#image = image;
    part(this.#root, 'chosen-problem', HTMLElement).textContent = '';
    part(this.#root, 'chosen-note', HTMLElement).textContent = note;
    const canvas = part(this.#root, 'chosen', HTMLCanvasElement);
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.setAttribute('aria-label', `The image that is looked at. ${note}`);
    canvas.getContext('2d')?.putImageData(new ImageData(toPicture(image), image.width, image.height), 0, 0);
    if (this.#run) this.#watch();
    else void this.#ask(isDone);
  }

  /** Tells the run what to look at. */
  #watch(): void {
    this.#run?.watch(this.#fold.open ? this.#image : null);
  }

  /** Asks the trained networks, one question at a time; the last image is always asked about. */
  async #ask(isDone = true): Promise<void> {
    const [trained, image] = [this.#trained, this.#image];
    if (!trained || !image || trained.dialects.length === 0 || !this.#fits(image)) return;
    if (this.#isAsking) {
      this.#mustAskAgain = true;
      return;
    }
    this.#isAsking = true;
    try {
      // Another experiment of the page may have the worker.
      await trainingClient.activeRun?.ended;
      if (trained === this.#trained && !trainingClient.activeRun) await this.#classify(trained, image, isDone);
    } finally {
      this.#isAsking = false;
    }
    if (!this.#mustAskAgain) return;
    this.#mustAskAgain = false;
    await this.#ask(isDone);
  }

  async #classify({ runId, dialects }: TrainedRun, image: ChosenImage, isDone: boolean): Promise<void> {
    const answers: string[] = [];
    const request = { type: 'classify', backend: this.#options.backend(), trainedBy: runId, image } as const;
    const asked = trainingClient.start(request, (report) => {
      if (report.type === 'inspection') answers.push(this.#showReport(report));
      if (report.type === 'failed') this.#say(`${report.error.message} ${report.error.fix}`);
    });
    await asked.ended;
    if (isDone && answers.length === dialects.length) this.#say(answers.join('. '));
  }

  /** @returns the answer in words. */
  #showReport(report: InspectionReport): string {
    const view = this.#views.get(report.dialect);
    if (!view) return '';
    const { at } = report;
    const file = this.#trained?.fileName ?? null;
    const state = file === null ? 'As it was trained.' : `With the weights of ${file}.`;
    view.show(report, at ? `Epoch ${at.epoch}, batch ${at.batch}.` : state);
    return `${dialectLabels[report.dialect]}: ${view.summaryOf(report)}`;
  }

  /** An image of the data set before is none of this one's. */
  #fits({ width, height, channels }: ChosenImage): boolean {
    const format = this.#format;
    return width === format.width && height === format.height && channels === format.channels;
  }

  get #fold(): HTMLDetailsElement {
    return part(this.#root, 'inspection', HTMLDetailsElement);
  }

  get #format(): ImageFormat {
    return describeDataset(this.#dataset);
  }

  /** Of the run that is shown, else as the form stands. */
  get #dataset(): DatasetChoice {
    return (this.#settings ?? this.#options.settings()).dataset;
  }

  #say(text: string): void {
    part(this.#root, 'inspection-status', HTMLElement).textContent = text;
  }
}
