import type { PythonEndedReport, PythonFigureReport, PythonOutputReport } from '../../src/training/protocol.ts';
import { TextBlock } from './text-block.ts';

type PythonError = NonNullable<PythonEndedReport['error']>;

/** What a cell has printed, drawn and raised, one below the other. */
export class CellOutput {
  readonly #root: HTMLElement;
  #blocks: TextBlock[] = [];

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  /** All that was printed on the standard output. */
  get printed(): string {
    return this.#blocks
      .filter(({ stream }) => stream === 'stdout')
      .map(({ text }) => text)
      .join('');
  }

  clear(): void {
    this.#blocks = [];
    this.#root.replaceChildren();
  }

  write({ stream, text }: Pick<PythonOutputReport, 'stream' | 'text'>): void {
    let block = this.#blocks.at(-1);
    if (block?.stream !== stream || this.#root.lastElementChild !== block.element) {
      block = new TextBlock(stream);
      this.#blocks.push(block);
      this.#root.append(block.element);
    }
    // Whoever has scrolled up reads there.
    const follows = isAtEnd(block.element);
    block.write(text);
    keepReachable(block.element);
    if (follows) block.element.scrollTop = block.element.scrollHeight;
  }

  async showFigure(figure: PythonFigureReport['figure']): Promise<void> {
    const place = document.createElement('div');
    this.#root.append(place);
    const { PythonFigureElement } = await import('../python-figure/python-figure.ts');
    const element = new PythonFigureElement();
    element.figure = figure;
    place.replaceWith(element);
  }

  showError({ traceback, kind, message }: PythonError): void {
    const block = document.createElement('pre');
    block.dataset.stream = 'error';
    const last = `${kind}: ${message}`;
    const start = traceback.lastIndexOf(last);
    const name = document.createElement('strong');
    if (start === -1) block.textContent = traceback;
    else {
      name.textContent = last;
      block.append(traceback.slice(0, start), name, traceback.slice(start + last.length));
    }
    this.#root.append(block);
    keepReachable(block);
  }
}

function isAtEnd({ scrollTop, clientHeight, scrollHeight }: HTMLElement): boolean {
  return scrollHeight - scrollTop - clientHeight < 4;
}

/** What scrolls can be scrolled by keyboard. */
function keepReachable(block: HTMLElement): void {
  if (block.scrollHeight <= block.clientHeight && block.scrollWidth <= block.clientWidth) return;
  block.tabIndex = 0;
}
