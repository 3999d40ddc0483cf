import { compactImages } from '../../src/datasets/registry.ts';
import type { Run, TrainingClient } from '../../src/training/client.ts';
import type { DatasetName, TrainingReport } from '../../src/training/protocol.ts';
import type { Metrics } from '../experiment/expectation.ts';
import { ExperimentElement } from '../experiment/experiment.ts';
import { clearImage, showImage } from '../experiment/image-tile.ts';
import { part } from '../experiment/parts.ts';
import { ShareLinkError } from '../experiment/share-link.ts';

const IMAGES_PER_PAGE = 25;

/** Shows images of a data set: Run begins at the first, Step goes on to the next 25. */
class ImageGridElement extends ExperimentElement {
  /** Where Run begins: 0, or what a link says. */
  #firstOffset = 0;
  #offset = 0;
  #shownImages = 0;

  protected override prepareRun(byStep: boolean): Promise<boolean> {
    if (!byStep) this.#offset = this.#firstOffset;
    else if (this.state === 'done') this.#offset += IMAGES_PER_PAGE;
    return Promise.resolve(true);
  }

  protected clearReadout(): void {
    this.#shownImages = 0;
    for (const item of this.#tiles()) clearImage(item);
  }

  protected startRun(client: TrainingClient, onReport: (report: TrainingReport) => void): Run {
    const dataset = this.dataset.dataset as DatasetName;
    return client.start({ type: 'preview', dataset, count: IMAGES_PER_PAGE, offset: this.#offset }, onReport);
  }

  protected showReport(report: TrainingReport): void {
    if (report.type !== 'preview') return;
    const classNames = JSON.parse(this.dataset.classNames ?? '[]') as readonly string[];
    const tiles = this.#tiles();
    report.images.forEach((image, index) => {
      const name = classNames[image.label] ?? '?';
      const tile = tiles[index];
      if (tile) showImage(tile, image, name, name);
    });
    this.#shownImages = Math.min(report.images.length, tiles.length);
    this.setProgress(1, `Images ${this.#offset + 1} to ${this.#offset + this.#shownImages}`);
  }

  protected metrics(): Metrics {
    return { images: this.#shownImages };
  }

  protected sharedValues(): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(new Map([['from', String(this.#offset)]]));
  }

  protected applySharedValues(values: ReadonlyMap<string, string>): Promise<void> {
    const from = values.get('from') ?? '';
    if (!/^\d{1,5}$/.test(from) || Number(from) >= compactImages.train)
      throw new ShareLinkError('The link to these images names no first image.');
    this.#firstOffset = Number(from);
    this.#offset = this.#firstOffset;
    return Promise.resolve();
  }

  #tiles(): HTMLElement[] {
    return [...part(this, 'grid', HTMLUListElement).querySelectorAll('li')];
  }
}

customElements.define('duet-image-grid', ImageGridElement);
