import { isTable } from '../../../src/datasets/describe.ts';
import type { CsvTable, OwnData } from '../../../src/datasets/own/own-data.ts';
import { showImage } from '../../experiment/image-tile.ts';
import { part } from '../../experiment/parts.ts';
import { ownImages } from './own-images.ts';

const SHOWN_IMAGES = 16;
const SHOWN_COLUMNS = 10;

/** Shows what was understood of the reader's data: its facts, its beginning and its classes. */
export function showOwnData(root: ParentNode, data: OwnData): void {
  const { description, notes, table } = data;
  part(root, 'own-facts', HTMLElement).textContent = factsOf(data);
  part(root, 'own-notes', HTMLElement).replaceChildren(...notes.map((note) => element('li', note)));
  const hasImages = !isTable(description);
  showImages(part(root, 'own-images', HTMLElement), hasImages ? data : null);
  part(root, 'own-rows-scroll', HTMLElement).hidden = hasImages;
  if (table && !hasImages) showRows(root, data, table);
  showClasses(root, data);
  showChoices(root, data);
}

function factsOf({ description, classCounts }: OwnData): string {
  const { title, width, height, channels, source, classNames, fullTrainImages, fullTestImages } = description;
  const total = classCounts.reduce((sum, count) => sum + count, 0);
  const rows = source.type === 'csv' ? 'rows' : 'images';
  const colour = channels === 3 ? 'in colour' : 'grey';
  const what = isTable(description) ? `${number(width)} features` : `${width} × ${height} pixels, ${colour}`;
  const split = `${number(fullTrainImages)} ${rows} to train on, ${number(fullTestImages)} for the test`;
  return `${title}: ${number(total)} ${rows}, ${what}, ${classNames.length} classes. ${split}.`;
}

function showImages(list: HTMLElement, data: OwnData | null): void {
  const images = data ? ownImages(data, SHOWN_IMAGES, 0) : [];
  list.replaceChildren(
    ...images.map((image) => {
      const item = document.createElement('li');
      item.append(document.createElement('canvas'), document.createElement('span'));
      const name = data?.description.classNames[image.label] ?? '?';
      showImage(item, image, name, name);
      return item;
    }),
  );
}

function showRows(root: ParentNode, { description: { source } }: OwnData, { columns, rows }: CsvTable): void {
  const label = source.type === 'csv' ? source.labelColumn : -1;
  // The label is shown, wherever it stands.
  const shown = columns.map((_, column) => column).filter((column) => column < SHOWN_COLUMNS || column === label);
  const more = columns.length > shown.length ? ['…'] : [];
  const mark = (cell: HTMLTableCellElement, column: number) => cell.toggleAttribute('data-is-label', column === label);
  const header = document.createElement('tr');
  for (const column of shown) {
    const cell = element('th', columns[column] ?? '');
    cell.scope = 'col';
    mark(cell, column);
    header.append(cell);
  }
  const lines = rows.map((cells) => {
    const line = document.createElement('tr');
    for (const column of shown) {
      const cell = element('td', cells[column] ?? '');
      mark(cell, column);
      line.append(cell);
    }
    line.append(...more.map((text) => element('td', text)));
    return line;
  });
  header.append(...more.map((text) => element('td', text)));
  fillTable(part(root, 'own-rows', HTMLTableElement), header, lines);
}

function showClasses(root: ParentNode, { description, classCounts }: OwnData): void {
  const largest = Math.max(...classCounts);
  const header = document.createElement('tr');
  for (const text of ['class', 'count']) {
    const cell = element('th', text);
    cell.scope = 'col';
    header.append(cell);
  }
  // Of the bars, which say what the counts say.
  header.append(document.createElement('td'));
  const rows = description.classNames.map((name, label) => {
    const count = classCounts[label] ?? 0;
    const line = document.createElement('tr');
    const head = element('th', name);
    head.scope = 'row';
    const bar = document.createElement('span');
    bar.className = 'own-data-bar';
    bar.style.setProperty('--share', (count / largest).toFixed(3));
    const share = element('td', '');
    share.append(bar);
    line.append(head, element('td', number(count)), share);
    return line;
  });
  fillTable(part(root, 'own-classes', HTMLTableElement), header, rows);
}

function showChoices(root: ParentNode, { description, table }: OwnData): void {
  const { source, width, channels } = description;
  part(root, 'own-label-field', HTMLElement).hidden = source.type !== 'csv';
  for (const name of ['own-side-field', 'own-channels-field'])
    part(root, name, HTMLElement).hidden = source.type === 'csv';
  if (source.type === 'csv') {
    const select = part(root, 'own-label', HTMLSelectElement);
    const options = (table?.columns ?? []).map((name, column) => new Option(name, String(column)));
    select.replaceChildren(...options);
    select.value = String(source.labelColumn);
    return;
  }
  part(root, 'own-side', HTMLSelectElement).value = String(width);
  part(root, 'own-channels', HTMLSelectElement).value = String(channels);
}

function fillTable(table: HTMLTableElement, header: HTMLElement, rows: readonly HTMLElement[]): void {
  const [head, body] = [document.createElement('thead'), document.createElement('tbody')];
  head.append(header);
  body.append(...rows);
  table.replaceChildren(...(table.caption ? [table.caption] : []), head, body);
}

function element<Tag extends 'li' | 'th' | 'td'>(tag: Tag, text: string): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function number(value: number): string {
  return value.toLocaleString('en');
}
