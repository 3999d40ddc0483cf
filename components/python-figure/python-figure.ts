import type { Figure } from '../../src/python/figure.ts';
import { dataTable } from '../charts/data-table.ts';
import { drawPlot } from './draw-plot.ts';
import { layoutFigure, type PlotCell } from './figure-layout.ts';
import { figureTables } from './figure-tables.ts';
import { placeImages } from './place-images.ts';
import { figureName } from './plot-text.ts';
import '../charts/charts.css';
import '../experiment/folded-table.css';
import './python-figure.css';

const FALLBACK_WIDTH = 420;

/** A figure that a program of Python has shown, as large as its place on the page lets it be, with a table of its numbers. */
export class PythonFigureElement extends HTMLElement {
  #figure: Figure | null = null;
  #drawnWidth = 0;
  readonly #observer = new ResizeObserver(() => this.#draw());

  /** What it shows. */
  get figure(): Figure | null {
    return this.#figure;
  }

  set figure(figure: Figure | null) {
    this.#figure = figure;
    if (this.isConnected) this.#build();
  }

  connectedCallback(): void {
    this.#build();
    this.#observer.observe(this);
  }

  disconnectedCallback(): void {
    this.#observer.disconnect();
  }

  #build(): void {
    this.replaceChildren();
    this.#drawnWidth = 0;
    const figure = this.#figure;
    if (!figure) return;
    const frame = document.createElement('figure');
    frame.setAttribute('aria-label', figureName(figure));
    if (figure.title !== '') {
      const caption = document.createElement('figcaption');
      caption.textContent = figure.title;
      frame.append(caption);
    }
    const grid = document.createElement('div');
    grid.className = 'figure-grid-of-plots';
    grid.append(...figure.axes.map((axes) => emptyPlot(axes.twinOf === null)));
    frame.append(grid);
    this.append(frame, foldedTables(figure));
    this.#draw();
  }

  #draw(): void {
    const grid = this.querySelector<HTMLElement>('.figure-grid-of-plots');
    const available = this.clientWidth || FALLBACK_WIDTH;
    if (!this.#figure || !grid || available === this.#drawnWidth) return;
    this.#drawnWidth = available;
    const { width, columns, cells } = layoutFigure(this.#figure, available);
    grid.style.width = `${width}px`;
    grid.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
    for (const cell of cells) this.#drawCell(this.#figure, cell, grid.children[cell.axes]);
  }

  #drawCell(figure: Figure, cell: PlotCell, plot: Element | undefined): void {
    const axes = figure.axes[cell.axes];
    const svg = plot?.querySelector('svg');
    const layer = plot?.querySelector<HTMLElement>('.figure-images');
    if (!axes || !svg || !layer || !(plot instanceof HTMLElement)) return;
    plot.style.gridRow = `${cell.row} / span ${cell.rowSpan}`;
    plot.style.gridColumn = `${cell.column} / span ${cell.columnSpan}`;
    plot.toggleAttribute(
      'data-image',
      axes.series.some(({ kind }) => kind === 'image'),
    );
    svg.style.height = `${cell.height}px`;
    const area = drawPlot(svg, figure, cell.axes, cell.width, cell.height);
    placeImages(layer, axes, area);
  }
}

function emptyPlot(isShown: boolean): HTMLElement {
  const plot = document.createElement('div');
  plot.className = 'figure-plot';
  plot.hidden = !isShown;
  const images = document.createElement('div');
  images.className = 'figure-images';
  plot.append(images, document.createElementNS('http://www.w3.org/2000/svg', 'svg'));
  return plot;
}

/** The numbers of a figure, written when a reader first asks for them. */
function foldedTables(figure: Figure): HTMLElement {
  const details = document.createElement('details');
  details.className = 'folded-table';
  const summary = document.createElement('summary');
  summary.textContent = `Numbers of ${figureName(figure)}`;
  details.append(summary);
  details.addEventListener('toggle', () => details.append(...figureTables(figure).map(scrollingTable)), { once: true });
  return details;
}

function scrollingTable({ caption, ...data }: ReturnType<typeof figureTables>[number]): HTMLElement {
  const scroll = document.createElement('div');
  scroll.className = 'folded-table-scroll';
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.setAttribute('aria-label', caption);
  const table = document.createElement('table');
  table.createCaption().textContent = caption;
  dataTable(table, data);
  scroll.append(table);
  return scroll;
}

customElements.define('duet-python-figure', PythonFigureElement);
