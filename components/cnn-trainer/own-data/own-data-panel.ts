/** The panel of the reader's own data; loaded when it is first chosen. */
import { isTable } from '../../../src/datasets/describe.ts';
import type { OwnData } from '../../../src/datasets/own/own-data.ts';
import { readOwnData } from '../../../src/datasets/own/read-own-data.ts';
import type { ReadingRequest } from '../../../src/datasets/own/reading-protocol.ts';
import type { TrainingSettings } from '../../../src/training/protocol.ts';
import { part } from '../../experiment/parts.ts';
import { chosenFiles, droppedFiles, type ChosenFile } from './dropped-files.ts';
import { fittingSettings } from './fitting-settings.ts';
import { showOwnData } from './show-own-data.ts';

interface OwnDataOptions {
  /** Data was opened, in place of what was open before; null: it was removed. */
  readonly onOpen: (data: OwnData | null) => void;
  /** The reader asks for settings that fit it. */
  readonly onFit: (change: Partial<TrainingSettings>) => void;
  /** Says politely what a reader may not see. */
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Each set that is opened on a page has a number of its own. */
let lastId = 0;

const TEXT_FILE = /\.(csv|tsv|txt|dat)$/i;

/** Opens files of the reader's, shows what is in them, and keeps what was open where that fails. */
export class OwnDataPanel {
  readonly #root: HTMLElement;
  readonly #options: OwnDataOptions;
  #files: readonly ChosenFile[] = [];
  #data: OwnData | null = null;
  #settings: TrainingSettings | null = null;
  #reading: AbortController | null = null;

  constructor(root: HTMLElement, options: OwnDataOptions) {
    this.#root = root;
    this.#options = options;
    const { signal } = options;
    for (const name of ['own-files', 'own-folder']) {
      const input = part(root, name, HTMLInputElement);
      const take = () => {
        const files = chosenFiles(input.files);
        // So that the same file can be chosen again when it was mended.
        input.value = '';
        if (files.length > 0) void this.#open(files);
      };
      input.addEventListener('change', take, { signal });
    }
    this.#listenToDrops(part(root, 'own-drop', HTMLElement));
    for (const name of ['own-label', 'own-side', 'own-channels']) {
      part(root, name, HTMLSelectElement).addEventListener('change', () => void this.#readAgain(), { signal });
    }
    this.#onClick('own-cancel', () => this.#reading?.abort());
    this.#onClick('own-remove', () => this.#remove());
    this.#onClick('own-fit-button', () => this.#fit());
    signal.addEventListener('abort', () => this.#reading?.abort());
  }

  /** Takes the settings as they stand. */
  refresh(settings: TrainingSettings): void {
    this.#settings = settings;
    const data = this.#data;
    const fitting = data && fittingSettings(data.description, settings);
    const differs =
      fitting !== null &&
      Object.entries(fitting).some(([name, value]) => !isEqual(value, settings[name as keyof typeof fitting]));
    const isOffered = differs && typeof settings.dataset === 'object';
    part(this.#root, 'own-fit', HTMLElement).hidden = !isOffered;
    if (data && fitting && isOffered)
      part(this.#root, 'own-fit-text', HTMLElement).textContent = fitText(data, fitting);
  }

  async #open(files: readonly ChosenFile[]): Promise<void> {
    const request = requestOf(files);
    if (typeof request === 'string') this.#showProblem(request);
    else if (await this.#read(request)) this.#files = files;
  }

  /** Reads the same files in the way that the fields now say. */
  async #readAgain(): Promise<void> {
    const request = requestOf(this.#files);
    if (typeof request === 'string' || !this.#data) return;
    const number = (name: string) => Number(part(this.#root, name, HTMLSelectElement).value);
    const done =
      request.type === 'csv'
        ? await this.#read({ ...request, labelColumn: number('own-label') })
        : await this.#read({
            ...request,
            side: number('own-side') === 28 ? 28 : 32,
            channels: number('own-channels') === 1 ? 1 : 3,
          });
    if (!done) showOwnData(this.#root, this.#data);
  }

  /** @returns whether it was read; else what was open stays. */
  async #read(request: ReadingRequest): Promise<boolean> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#showProblem('');
    const progress = part(this.#root, 'own-progress', HTMLElement);
    const bar = progress.querySelector('progress');
    if (bar) bar.value = 0;
    progress.hidden = false;
    try {
      const data = await readOwnData(request, {
        signal: reading.signal,
        onProgress: (share) => {
          if (bar) bar.value = share;
        },
      });
      this.#data = data;
      showOwnData(this.#root, data);
      part(this.#root, 'own-shown', HTMLElement).hidden = false;
      this.#options.onOpen(data);
      this.#options.say(part(this.#root, 'own-facts', HTMLElement).textContent);
      return true;
    } catch (error) {
      if (reading.signal.aborted) this.#options.say('Reading cancelled.');
      else this.#showProblem(problemText(error, this.#data));
      return false;
    } finally {
      if (this.#reading === reading) progress.hidden = true;
    }
  }

  #remove(): void {
    this.#data = null;
    this.#files = [];
    this.#showProblem('');
    part(this.#root, 'own-shown', HTMLElement).hidden = true;
    this.#options.onOpen(null);
    this.#options.say('Your data is removed from this page.');
    part(this.#root, 'own-files', HTMLInputElement).focus();
  }

  #fit(): void {
    if (!this.#data || !this.#settings) return;
    this.#options.onFit(fittingSettings(this.#data.description, this.#settings));
    this.#options.say('The settings fit your data. Press Run.');
    part(this.#root, 'own-facts', HTMLElement).focus();
  }

  #showProblem(text: string): void {
    part(this.#root, 'own-problem', HTMLElement).textContent = text;
  }

  #onClick(name: string, act: () => void): void {
    part(this.#root, name, HTMLButtonElement).addEventListener('click', act, { signal: this.#options.signal });
  }

  #listenToDrops(area: HTMLElement): void {
    const { signal } = this.#options;
    const isLocked = () => area.closest('fieldset')?.disabled ?? false;
    const over = (isOver: boolean) => area.toggleAttribute('data-is-over', isOver);
    area.addEventListener(
      'dragover',
      (event) => {
        event.preventDefault();
        over(!isLocked());
      },
      { signal },
    );
    area.addEventListener('dragleave', () => over(false), { signal });
    area.addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        over(false);
        if (isLocked() || !event.dataTransfer) return;
        void droppedFiles(event.dataTransfer).then((files) => this.#open(files));
      },
      { signal },
    );
  }
}

/** What to read of some files, or why there is nothing to read. */
function requestOf(files: readonly ChosenFile[]): ReadingRequest | string {
  const tables = files.filter(({ file }) => TEXT_FILE.test(file.name) || file.type === 'text/csv');
  const [only] = files;
  if (files.length === 1 && only && !only.file.type.startsWith('image/')) {
    return { type: 'csv', id: ++lastId, file: only.file, labelColumn: null };
  }
  if (tables.length > 1 && tables.length === files.length) {
    return `${tables.length} CSV files were chosen. Choose one: training and test rows are split here.`;
  }
  return { type: 'images', id: ++lastId, files, side: null, channels: null };
}

/** A failure in words, with what stays as it was. */
function problemText(error: unknown, open: OwnData | null): string {
  const { message, fix } = error as { readonly message: string; readonly fix?: string };
  const kept = open ? ` ${open.description.title} stays open.` : '';
  return `${message} ${fix ?? 'Choose it again.'}${kept}`;
}

function fitText({ description }: OwnData, fitting: ReturnType<typeof fittingSettings>): string {
  const { trainImages, testImages, batchSize, epochs, learningRate } = fitting;
  const network = isTable(description) ? 'a network of two dense layers' : 'a small convolutional network';
  const unit = description.source.type === 'csv' ? 'rows' : 'images';
  const counts = `all ${trainImages.toLocaleString('en')} training and ${testImages.toLocaleString('en')} test ${unit}`;
  return `For this data: ${network}, ${counts}, batches of ${batchSize}, ${epochs} epochs of Adam at ${learningRate}.`;
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
