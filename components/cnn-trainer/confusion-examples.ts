import type { DialectName, DialectResult, LabelledImage, PredictedImage } from '../../src/training/protocol.ts';
import { showImage } from '../experiment/image-tile.ts';
import { part } from '../experiment/parts.ts';

interface ConfusionOptions {
  readonly dialect: DialectName;
  readonly result: DialectResult;
  readonly classNames: readonly string[];
  /** An example was pressed. */
  readonly onChoose: (image: LabelledImage) => void;
  readonly signal: AbortSignal;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * Makes a filled confusion matrix a grid whose cells open their images, by a click or by Enter and Space. One cell is
 * reached by Tab, the others by the arrow keys, as in every grid. It is a plain table again when `signal` is aborted.
 */
export function openConfusion(root: ParentNode, options: ConfusionOptions): void {
  const { dialect, result, classNames, signal } = options;
  const table = part(root, `${dialect}-confusion`, HTMLTableElement);
  const rows = [...(table.tBodies[0]?.rows ?? [])].map((row) => [...row.querySelectorAll('td')]);
  table.setAttribute('role', 'grid');
  rows.forEach((cells, label) => {
    cells.forEach((cell, predicted) => {
      cell.tabIndex = label === 0 && predicted === 0 ? 0 : -1;
      cell.setAttribute('aria-label', cellText(result, classNames, label, predicted));
    });
  });
  const placeOf = (target: EventTarget | null): readonly [number, number] | null => {
    const label = rows.findIndex((cells) => cells.some((cell) => cell === target));
    const predicted = rows[label]?.findIndex((cell) => cell === target) ?? -1;
    return label < 0 ? null : [label, predicted];
  };
  const open = (label: number, predicted: number) => {
    for (const cell of rows.flat()) cell.removeAttribute('aria-selected');
    rows[label]?.[predicted]?.setAttribute('aria-selected', 'true');
    focusCell(rows, label, predicted);
    showExamples(root, options, label, predicted);
  };
  table.addEventListener(
    'click',
    ({ target }) => {
      const place = placeOf(target);
      if (place) open(...place);
    },
    { signal },
  );
  table.addEventListener(
    'keydown',
    (event) => {
      const place = placeOf(event.target);
      const step = steps[event.key];
      if (!place || (!step && event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      if (step) focusCell(rows, place[0] + step[0], place[1] + step[1]);
      else open(...place);
    },
    { signal },
  );
  signal.addEventListener('abort', () => close(root, dialect, table, rows.flat()));
}

function focusCell(rows: readonly (readonly HTMLElement[])[], label: number, predicted: number): void {
  const next = rows[label]?.[predicted];
  if (!next) return;
  for (const cell of rows.flat()) cell.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function cellText(result: DialectResult, classNames: readonly string[], label: number, predicted: number): string {
  const count = result.confusionMatrix[label]?.[predicted] ?? 0;
  const images = count === 1 ? '1 image' : `${count.toLocaleString('en')} images`;
  return `${classNames[label] ?? '?'} taken for ${classNames[predicted] ?? '?'}: ${images}`;
}

function showExamples(
  root: ParentNode,
  { dialect, result, classNames, onChoose }: ConfusionOptions,
  label: number,
  predicted: number,
): void {
  const section = part(root, `${dialect}-examples`, HTMLElement);
  const examples = result.examples.filter((example) => example.label === label && example.predicted === predicted);
  const count = result.confusionMatrix[label]?.[predicted] ?? 0;
  const shown = count > examples.length ? `, of which these are the first ${examples.length}` : '';
  section.hidden = false;
  const note = examples.length > 0 ? ' Below each: how sure the network is. Press one to look inside.' : '';
  section.querySelector('p')?.replaceChildren(`${cellText(result, classNames, label, predicted)}${shown}.${note}`);
  section.querySelector('ul')?.replaceChildren(...examples.map((example) => tileOf(example, classNames, onChoose)));
}

/** An image with the certainty of its prediction, as a button. */
function tileOf(
  example: PredictedImage,
  classNames: readonly string[],
  onChoose: ConfusionOptions['onChoose'],
): HTMLLIElement {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'trainer-tile';
  button.append(document.createElement('canvas'), document.createElement('span'));
  item.append(button);
  const certainty = Math.round(100 * (example.probabilities[example.predicted] ?? 0));
  const name = classNames[example.label] ?? '?';
  const taken = classNames[example.predicted] ?? '?';
  showImage(item, example, `${name}, taken for ${taken} with ${certainty} %. Look inside`, `${certainty} %`);
  button.title = 'See what the layers make of it';
  button.addEventListener('click', () => onChoose(example));
  return item;
}

function close(root: ParentNode, dialect: DialectName, table: HTMLTableElement, cells: readonly HTMLElement[]): void {
  table.removeAttribute('role');
  for (const cell of cells) for (const name of ['tabindex', 'aria-label', 'aria-selected']) cell.removeAttribute(name);
  const section = part(root, `${dialect}-examples`, HTMLElement);
  section.hidden = true;
  section.querySelector('ul')?.replaceChildren();
}
