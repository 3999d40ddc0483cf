import type { MistakeSide } from '../../src/training/protocol.ts';
import { dataTable, type TableData } from '../charts/data-table.ts';
import { lineChart, type Chart, type LineChartData } from '../charts/line-chart.ts';
import { part } from '../experiment/parts.ts';
import { mistakeChart, mistakeTable } from './mistake-curves.ts';
import { lastLevel, type MistakeRecord } from './mistake-record.ts';
import type { MistakeText } from './mistake-text.ts';

/** What a run has shown, in the widget's own HTML. */
export class MistakeView {
  readonly #root: HTMLElement;
  readonly #text: MistakeText;
  readonly #steps: number;
  #chart: Chart<LineChartData> | null = null;
  #table: Chart<TableData> | null = null;

  constructor(root: HTMLElement, text: MistakeText, steps: number) {
    this.#root = root;
    this.#text = text;
    this.#steps = steps;
  }

  show(record: MistakeRecord): void {
    const { outcome } = this.#text;
    if (outcome.kind === 'told') {
      for (const side of ['wrong', 'right'] as const) this.#showMessage(side, record);
      return;
    }
    const curves = [record, this.#steps, outcome.curve] as const;
    part(this.#root, 'curves', HTMLElement).hidden = false;
    this.#chart ??= lineChart(part(this.#root, 'chart', SVGSVGElement), mistakeChart(...curves));
    this.#chart.update(mistakeChart(...curves));
    this.#table ??= dataTable(part(this.#root, 'figures', HTMLTableElement), mistakeTable(...curves));
    this.#table.update(mistakeTable(...curves));
  }

  /** Where both sides ended, in a sentence. */
  conclude({ sides }: MistakeRecord): void {
    const { outcome } = this.#text;
    if (outcome.kind === 'told') return;
    const ended = (side: MistakeSide) => {
      const { values, figures } = sides[side];
      const others = Object.entries(figures).map(([name, figure]) => `, ${spaced(name)} ${figure.toFixed(3)}`);
      return `${outcome.curve} ${lastLevel(values).toFixed(4)}${others.join('')}`;
    };
    const sentence = `Wrong: ${ended('wrong')}. Right: ${ended('right')}. Each is the mean of the last tenth of the steps.`;
    part(this.#root, 'conclusion', HTMLElement).textContent = sentence;
  }

  destroy(): void {
    this.#chart?.destroy();
    this.#table?.destroy();
    for (const output of this.#root.querySelectorAll('[data-output]')) output.textContent = '';
    if (this.#text.outcome.kind === 'told') return;
    part(this.#root, 'curves', HTMLElement).hidden = true;
    part(this.#root, 'conclusion', HTMLElement).textContent = '';
  }

  #showMessage(side: MistakeSide, { sides }: MistakeRecord): void {
    const { message } = sides[side];
    if (message === undefined) return;
    const output = this.#root.querySelector(`[data-output="${side}"]`);
    if (output) output.textContent = message ? `${message.name}: ${message.text}` : 'Runs without an error.';
  }
}

function spaced(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
