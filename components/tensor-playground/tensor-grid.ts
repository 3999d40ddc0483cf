import type { EvaluatedTensor } from '../../src/expressions/evaluation-result.ts';
import { numberText } from './number-text.ts';

/** Cells that are drawn at most; a longer tensor says how many it has. */
const MOST_CELLS = 400;

/** A grid of more columns may have to be scrolled, by keyboard too. */
const WIDE_COLUMNS = 8;

/** What happens at a cell: the reader points at it, or goes there by keyboard; null when the reader leaves. */
export type PointAt = (cell: number | null) => void;

/** A tensor drawn as nested grids: the last two axes as rows and columns, those before as grids beside and below. */
export class TensorGrid {
  readonly element: HTMLElement;
  readonly #tensor: EvaluatedTensor;
  readonly #cells: HTMLElement[] = [];
  readonly #label: string;
  /** Roles of what the reader goes through, or only reads. */
  readonly #roles: { readonly table: string; readonly cell: string };
  #current = 0;

  constructor(tensor: EvaluatedTensor, label: string, pointAt: PointAt | null) {
    this.#tensor = tensor;
    this.#label = label;
    this.#roles = pointAt ? { table: 'grid', cell: 'gridcell' } : { table: 'table', cell: 'cell' };
    this.element = document.createElement('div');
    this.element.className = 'playground-grid';
    this.element.append(this.#draw(tensor.shape, 0, []));
    const more = tensor.values.length - this.#cells.length;
    if (more > 0) this.element.append(paragraph(`and ${more} more`));
    if (tensor.values.length === 0) this.element.append(paragraph('no cells'));
    if (pointAt) this.#listen(pointAt);
    else if ((tensor.shape.at(-1) ?? 1) > WIDE_COLUMNS) this.#letScroll();
  }

  /** Marks these cells alone. */
  mark(cells: readonly number[]): void {
    for (const [place, cell] of this.#cells.entries()) cell.toggleAttribute('data-marked', cells.includes(place));
  }

  #draw(shape: readonly number[], first: number, path: readonly number[]): HTMLElement {
    if (shape.length <= 2) return this.#matrix(shape, first, path);
    const [size = 0, ...rest] = shape;
    const count = rest.reduce((product, each) => product * each, 1);
    const nest = document.createElement('div');
    nest.className = 'playground-nest';
    nest.dataset.axis = shape.length % 2 === 1 ? 'beside' : 'below';
    for (let place = 0; place < size && this.#cells.length < MOST_CELLS; place += 1) {
      nest.append(this.#draw(rest, first + place * count, [...path, place]));
    }
    return nest;
  }

  #matrix(shape: readonly number[], first: number, path: readonly number[]): HTMLElement {
    const [rows, columns] = shape.length === 2 ? shape : [1, shape[0] ?? 1];
    const table = document.createElement('div');
    table.className = 'playground-matrix';
    table.role = this.#roles.table;
    table.setAttribute('aria-label', path.length > 0 ? `${this.#label}[${path.join(', ')}]` : this.#label);
    for (let row = 0; row < (rows ?? 1) && this.#cells.length < MOST_CELLS; row += 1) {
      const line = document.createElement('div');
      line.className = 'playground-row';
      line.role = 'row';
      for (let column = 0; column < (columns ?? 1) && this.#cells.length < MOST_CELLS; column += 1) {
        line.append(this.#cell(first + row * (columns ?? 1) + column));
      }
      table.append(line);
    }
    if (path.length === 0) return table;
    const figure = document.createElement('div');
    figure.className = 'playground-part';
    const name = paragraph(`[${path.join(', ')}]`);
    name.setAttribute('aria-hidden', 'true');
    figure.append(name, table);
    return figure;
  }

  #cell(place: number): HTMLElement {
    const cell = document.createElement('span');
    cell.role = this.#roles.cell;
    cell.className = 'playground-cell';
    cell.dataset.cell = String(place);
    if (this.#roles.cell === 'gridcell') cell.tabIndex = this.#cells.length === 0 ? 0 : -1;
    cell.textContent = numberText(this.#tensor.values[place] ?? NaN, this.#tensor.dtype);
    this.#cells[place] = cell;
    return cell;
  }

  #letScroll(): void {
    this.element.tabIndex = 0;
    this.element.role = 'group';
    this.element.setAttribute('aria-label', this.#label);
  }

  #listen(pointAt: PointAt): void {
    const placeOf = (target: EventTarget | null) => {
      const cell = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-cell]') : null;
      return cell ? Number(cell.dataset.cell) : null;
    };
    this.element.addEventListener('pointerover', ({ target }) => pointAt(placeOf(target)));
    this.element.addEventListener('pointerleave', () => pointAt(null));
    this.element.addEventListener('focusin', ({ target }) => {
      const place = placeOf(target);
      if (place !== null) this.#current = place;
      pointAt(place);
    });
    this.element.addEventListener('focusout', () => pointAt(null));
    this.element.addEventListener('keydown', (event) => this.#move(event));
  }

  /** The arrow keys go from cell to cell; one Tab leaves the grid. */
  #move(event: KeyboardEvent): void {
    const columns = this.#tensor.shape.at(-1) ?? 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: columns,
      ArrowUp: -columns,
      Home: -(this.#current % columns),
      End: columns - 1 - (this.#current % columns),
    };
    const step = steps[event.key];
    const next = this.#cells[this.#current + (step ?? 0)];
    if (step === undefined || !next) return;
    event.preventDefault();
    for (const cell of this.#cells) cell.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }
}

function paragraph(text: string): HTMLElement {
  const element = document.createElement('p');
  element.textContent = text;
  return element;
}
