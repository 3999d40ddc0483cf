import { sortedRows, type ClassTable, type Direction, type TableCell, type TableColumn } from './class-table.ts';

/** A table on the page, sorted by the buttons in its header. What it shows came from files: it is text, never HTML. */
export class SortableTable {
  readonly #element: HTMLTableElement;
  readonly #say: (text: string) => void;
  #table: ClassTable | null = null;
  #column: number | null = null;
  #direction: Direction = 'ascending';

  constructor(element: HTMLTableElement, say: (text: string) => void) {
    this.#element = element;
    this.#say = say;
  }

  /** Shows other rows. The reader's order stays. */
  show(table: ClassTable): void {
    const isFirst = this.#table === null;
    this.#table = table;
    if (isFirst) {
      this.#column = table.sortedBy;
      const row = document.createElement('tr');
      row.append(...table.columns.map((column, index) => this.#headerCell(column, index)));
      this.#head.replaceChildren(row);
    }
    this.#showRows();
  }

  #headerCell({ label, isNumber }: TableColumn, index: number): HTMLTableCellElement {
    const cell = document.createElement('th');
    cell.scope = 'col';
    if (isNumber) cell.dataset.number = '';
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', () => this.#sortBy(index));
    cell.append(button);
    return cell;
  }

  #sortBy(index: number): void {
    const isAgain = this.#column === index;
    this.#direction = isAgain && this.#direction === 'ascending' ? 'descending' : 'ascending';
    this.#column = index;
    this.#showRows();
    this.#say(`Sorted by ${this.#table?.columns[index]?.label ?? ''}, ${this.#direction}.`);
  }

  #showRows(): void {
    if (!this.#table) return;
    const { columns, rows } = this.#table;
    const sorted = this.#column === null ? rows : sortedRows(rows, this.#column, this.#direction);
    this.#body.replaceChildren(
      ...sorted.map(({ cells }) => {
        const row = document.createElement('tr');
        row.append(...cells.map((cell, index) => bodyCell(cell, index, columns[index]?.isNumber === true)));
        return row;
      }),
    );
    [...this.#head.querySelectorAll('th')].forEach((cell, index) => {
      if (index === this.#column) cell.ariaSort = this.#direction;
      else cell.removeAttribute('aria-sort');
    });
  }

  get #head(): HTMLTableSectionElement {
    return this.#element.tHead ?? this.#element.createTHead();
  }

  get #body(): HTMLTableSectionElement {
    return this.#element.tBodies[0] ?? this.#element.createTBody();
  }
}

function bodyCell({ text, note }: TableCell, index: number, isNumber: boolean): HTMLTableCellElement {
  const cell = document.createElement(index === 0 ? 'th' : 'td');
  if (index === 0) cell.scope = 'row';
  if (isNumber) cell.dataset.number = '';
  cell.append(text);
  if (note !== undefined && note !== '') {
    const line = document.createElement('small');
    line.textContent = note;
    cell.append(' ', line);
  }
  return cell;
}
