import { describeDataset, isDownloaded, isSiteDataset } from '../../../src/datasets/describe.ts';
import { compactImages } from '../../../src/datasets/registry.ts';
import { trainingClient } from '../../../src/training/client.ts';
import type { DatasetChoice, LabelledImage } from '../../../src/training/protocol.ts';
import { showImage } from '../../experiment/image-tile.ts';
import { part } from '../../experiment/parts.ts';

/** Two rows of six. */
const IMAGES = 12;

/** Images of the reader's own data of this id, from `offset` on; none where it is no longer open. */
export type OwnImages = (id: number, count: number, offset: number) => readonly LabelledImage[];

/** Images of the data set to choose from, fetched when the reader asks for them. */
export class DatasetImages {
  readonly #root: HTMLElement;
  readonly #onChoose: (image: LabelledImage) => void;
  readonly #ownImages: OwnImages;
  #offset = 0;

  constructor(
    root: HTMLElement,
    {
      onChoose,
      ownImages,
      signal,
    }: {
      readonly onChoose: (image: LabelledImage) => void;
      readonly ownImages: OwnImages;
      readonly signal: AbortSignal;
    },
  ) {
    this.#root = root;
    this.#onChoose = onChoose;
    this.#ownImages = ownImages;
    signal.addEventListener('abort', () => this.#list.replaceChildren());
  }

  /** Shows the next images; while a run has the worker those of the site come at its end. */
  async next(dataset: DatasetChoice): Promise<void> {
    const button = part(this.#root, 'images-next', HTMLButtonElement);
    if (typeof dataset === 'object' && !isSiteDataset(dataset)) {
      this.#show(this.#ownImages(dataset.id, IMAGES, this.#offset), dataset);
      button.textContent = 'Other images';
      this.#offset += IMAGES;
      return;
    }
    button.textContent = trainingClient.activeRun ? 'When the run has ended' : 'Loading';
    while (trainingClient.activeRun) await trainingClient.activeRun.ended;
    const request = { type: 'preview', dataset, count: IMAGES, offset: this.#offset } as const;
    const run = trainingClient.start(request, (report) => {
      if (report.type === 'preview') this.#show(report.images, dataset);
      if (report.type === 'failed') {
        part(this.#root, 'chosen-problem', HTMLElement).textContent = `${report.error.message} ${report.error.fix}`;
      }
    });
    await run.ended;
    button.textContent = 'Other images';
    const stored = isDownloaded(dataset) ? compactImages.train : describeDataset(dataset).fullTrainImages;
    this.#offset = (this.#offset + IMAGES) % stored;
  }

  #show(images: readonly LabelledImage[], dataset: DatasetChoice): void {
    const { classNames } = describeDataset(dataset);
    this.#list.replaceChildren(
      ...images.map((image) => {
        const item = document.createElement('li');
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'trainer-tile';
        button.append(document.createElement('canvas'), document.createElement('span'));
        item.append(button);
        const name = classNames[image.label] ?? '?';
        showImage(item, image, name, name);
        button.addEventListener('click', () => this.#onChoose(image));
        return item;
      }),
    );
  }

  get #list(): HTMLElement {
    return part(this.#root, 'images', HTMLElement);
  }
}
