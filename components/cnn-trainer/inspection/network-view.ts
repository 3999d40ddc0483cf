import { describeDataset } from '../../../src/datasets/describe.ts';
import type { LayerSettings } from '../../../src/network/layers.ts';
import type {
  DialectName,
  InspectedLayer,
  InspectionReport,
  NumberMaps,
  TrainingSettings,
} from '../../../src/training/protocol.ts';
import { dataTable, type TableData } from '../../charts/data-table.ts';
import type { Chart } from '../../charts/line-chart.ts';
import { part } from '../../experiment/parts.ts';
import { layerLabels, layerValues } from '../layer-fields.ts';
import { drawMaps, rangeOf, type MapTone } from './draw-maps.ts';

/** What one framework's network makes of the image: classes, layers, and a table of them. */
export class NetworkView {
  readonly #root: HTMLElement;
  readonly #dialect: DialectName;
  readonly #settings: TrainingSettings;
  readonly #table: Chart<TableData>;

  constructor(root: HTMLElement, dialect: DialectName, settings: TrainingSettings) {
    this.#root = root;
    this.#dialect = dialect;
    this.#settings = settings;
    this.#table = dataTable(this.#part('layers-table', HTMLTableElement), { columns: [], rows: [] });
  }

  /** @param at where the run is, in words. */
  show({ probabilities, layers }: InspectionReport, at: string): void {
    this.say(at);
    this.#showClasses(probabilities);
    const list = this.#part('layers', HTMLOListElement);
    layers.forEach((layer, index) => {
      const settings = this.#settings.layers[layer.layerIndex];
      if (settings) fill(list.children[index] ?? list.appendChild(document.createElement('li')), layer, settings);
    });
    this.#part('layers-fold', HTMLDetailsElement).hidden = false;
    this.#table.update(this.#tableOf(layers));
  }

  /** What there is to know instead of an answer. */
  say(text: string): void {
    this.#part('inspected', HTMLElement).textContent = text;
  }

  /** "7, 98 %" */
  summaryOf({ probabilities }: InspectionReport): string {
    const first = probabilities.indexOf(Math.max(...probabilities));
    return `${this.#className(first)}, ${Math.round(100 * (probabilities[first] ?? 0))} %`;
  }

  destroy(): void {
    this.#table.destroy();
    for (const name of ['classes', 'layers']) this.#part(name, HTMLOListElement).replaceChildren();
    this.#part('layers-fold', HTMLDetailsElement).hidden = true;
    this.say('Press Run to train it.');
  }

  #showClasses(probabilities: readonly number[]): void {
    const list = this.#part('classes', HTMLOListElement);
    const largest = Math.max(...probabilities);
    probabilities.forEach((probability, index) => {
      const item = list.children[index] ?? list.appendChild(classItem());
      const [name, bar, share] = item.children;
      if (!(bar instanceof HTMLElement) || !name || !share) return;
      name.textContent = this.#className(index);
      bar.style.setProperty('--share', probability.toFixed(3));
      share.textContent = `${(100 * probability).toFixed(1)} %`;
      item.toggleAttribute('data-is-first', probability === largest);
    });
  }

  #tableOf(layers: readonly InspectedLayer[]): TableData {
    const text = (value: number) => value.toPrecision(3);
    return {
      columns: ['Layer', 'shown', 'least', 'mean', 'largest', 'zeros'],
      rows: layers.map(({ layerIndex, activations: { count, total, width, height, values } }) => {
        const settings = this.#settings.layers[layerIndex];
        const [least, largest] = rangeOf(values);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const zeros = values.reduce((sum, value) => sum + (value === 0 ? 1 : 0), 0) / values.length;
        const shown = height > 1 ? `${count} of ${total} channels` : `${width} of ${total} numbers`;
        const name = `${layerIndex + 1} ${settings ? layerLabels[settings.type] : ''}`;
        return [name, shown, text(least), text(mean), text(largest), `${Math.round(100 * zeros)} %`];
      }),
    };
  }

  #className(index: number): string {
    return describeDataset(this.#settings.dataset).classNames[index] ?? '?';
  }

  #part<T extends Element>(name: string, type: new () => T): T {
    return part(this.#root, `${this.#dialect}-${name}`, type);
  }
}

/** A class, its bar, and its share. */
function classItem(): HTMLLIElement {
  const item = document.createElement('li');
  const [name, bar, share] = [0, 1, 2].map(() => document.createElement('span'));
  if (!name || !bar || !share) return item;
  bar.className = 'inspection-bar';
  item.append(name, bar, share);
  return item;
}

/** Draws a layer into its item of the list, which is made complete the first time. */
function fill(item: Element, { layerIndex, activations, filters }: InspectedLayer, settings: LayerSettings): void {
  if (item.childElementCount === 0) {
    const title = document.createElement('p');
    title.textContent = [
      `${layerIndex + 1} ${layerLabels[settings.type]}`,
      ...Object.values(layerValues(settings)),
    ].join(' ');
    const maps = document.createElement('div');
    maps.className = 'inspection-maps';
    maps.append(mapsFigure(), ...(filters ? [mapsFigure()] : []));
    item.append(title, maps);
  }
  const [first, second] = item.querySelectorAll('figure');
  const unit = activations.height > 1 ? 'channels' : 'numbers';
  if (first) showMaps(first, activations, 'light', `activations, ${shownText(activations)} ${unit}`);
  if (second && filters) showMaps(second, filters, 'signed', `filters, ${shownText(filters)}${inputsText(filters)}`);
}

function mapsFigure(): HTMLElement {
  const figure = document.createElement('figure');
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  figure.append(canvas, document.createElement('figcaption'));
  return figure;
}

function showMaps(figure: Element, maps: NumberMaps, tone: MapTone, text: string): void {
  const [canvas, caption] = [figure.querySelector('canvas'), figure.querySelector('figcaption')];
  if (!canvas || !caption) return;
  const columns = drawMaps(canvas, maps, tone);
  canvas.style.setProperty('--columns', String(maps.height > 1 ? columns : 6));
  const [least, largest] = rangeOf(maps.values);
  caption.textContent = `${text}: ${least.toPrecision(2)} to ${largest.toPrecision(2)}`;
  canvas.setAttribute('aria-label', caption.textContent);
}

function shownText({ count, total, height, width }: NumberMaps): string {
  const shown = height > 1 ? count : width;
  return shown === total ? String(total) : `${shown} of ${total}`;
}

/** A filter has a map for each of its inputs, of which the first is shown. */
function inputsText({ channels }: NumberMaps): string {
  return channels === 3 ? ', in colour' : ', of the first input';
}
