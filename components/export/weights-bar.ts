import type { DialectName, SavedFile, WeightsFormat } from '../../src/training/protocol.ts';
import type { BackendChoice } from '../experiment/backends.ts';
import { part } from '../experiment/parts.ts';
import { weightsHint } from './weights-texts.ts';

/** Networks that the worker keeps. */
export interface KeptNetworks {
  /** The run that trained or loaded them. */
  readonly runId: number;
  /** What the names of their files begin with. */
  readonly name: string;
}

/** The widget around the bar. */
interface WeightsSaver {
  /** The networks whose weights can be saved now, or why there are none, in a sentence. */
  readonly kept: () => KeptNetworks | string;
  readonly backend: () => BackendChoice;
  /** Says something politely. */
  readonly say: (text: string) => void;
}

/** The buttons of an export bar that save weights, once there are some. */
export class WeightsBar {
  readonly #root: HTMLElement;
  readonly #saver: WeightsSaver;

  constructor(root: ParentNode, saver: WeightsSaver, signal: AbortSignal) {
    this.#root = part(root, 'export', HTMLElement);
    this.#saver = saver;
    const listener = ({ target }: Event) => {
      const button = target instanceof Element ? target.closest<HTMLElement>('[data-weights]') : null;
      const [dialect, format] = button?.dataset.weights?.split('.') ?? [];
      if (dialect && format) void this.#save(dialect as DialectName, format as WeightsFormat);
    };
    this.#root.addEventListener('click', listener, { signal });
  }

  /** There are other networks to save than before, or none. */
  refresh(): void {
    const kept = this.#saver.kept();
    const isMissing = typeof kept === 'string';
    for (const button of this.#root.querySelectorAll('[data-weights]')) {
      if (isMissing) button.setAttribute('aria-disabled', 'true');
      else button.removeAttribute('aria-disabled');
    }
    this.#note.textContent = isMissing ? kept : weightsHint;
  }

  async #save(dialect: DialectName, format: WeightsFormat): Promise<void> {
    const kept = this.#saver.kept();
    if (typeof kept === 'string') {
      this.#saver.say(kept);
      return;
    }
    const [{ trainingClient }, { download }] = await Promise.all([
      import('../../src/training/client.ts'),
      import('../experiment/download.ts'),
    ]);
    // Another experiment of the page may have the worker.
    while (trainingClient.activeRun) await trainingClient.activeRun.ended;
    const files: SavedFile[] = [];
    const request = { type: 'save-weights', backend: this.#saver.backend(), dialect, format } as const;
    const run = trainingClient.start({ ...request, trainedBy: kept.runId, name: kept.name }, (report) => {
      if (report.type === 'weights-saved') files.push(...report.files);
      if (report.type === 'failed') this.#note.textContent = `${report.error.message} ${report.error.fix}`;
    });
    await run.ended;
    for (const { name, type, content } of files) download(name, type, content);
    if (files.length > 0) {
      this.#note.textContent = weightsHint;
      this.#saver.say(`${files.map(({ name }) => name).join(' and ')} saved.`);
    }
  }

  get #note(): HTMLElement {
    return part(this.#root, 'weights-bar-note', HTMLElement);
  }
}
