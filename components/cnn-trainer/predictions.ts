import type { PredictedImage } from '../../src/training/protocol.ts';
import { clearImage, showImage } from '../experiment/image-tile.ts';
import { clearFigures } from '../training-run/figures.ts';

/** Shows test images with what the network takes them for, as many as the list has places. */
export function showSamples(
  list: HTMLElement,
  samples: readonly PredictedImage[],
  classNames: readonly string[],
): void {
  [...list.children].forEach((item, index) => {
    const sample = samples[index];
    if (!(item instanceof HTMLElement)) return;
    if (!sample) {
      clearImage(item);
      return;
    }
    const label = classNames[sample.label] ?? '?';
    const predicted = classNames[sample.predicted] ?? '?';
    const isRight = sample.label === sample.predicted;
    const certainty = Math.round(100 * (sample.probabilities[sample.predicted] ?? 0));
    item.dataset.verdict = isRight ? 'right' : 'wrong';
    const verdict = isRight ? 'right' : `wrong, it is ${label}`;
    const caption = isRight ? `✓ ${predicted}` : `✗ ${predicted}\nis ${label}`;
    showImage(item, sample, `${label}: predicted ${predicted}, ${certainty} % certain, ${verdict}`, caption);
    item.title = `${predicted}, ${certainty} % certain`;
  });
}

/** Writes counts into the cells and shades each by its share of its row. */
export function showConfusion(
  table: HTMLTableElement,
  counts: readonly (readonly number[])[],
  classNames: readonly string[],
): void {
  fitClasses(table, classNames.length);
  table.querySelectorAll('thead th span').forEach((header, index) => {
    header.textContent = classNames[index] ?? '';
  });
  [...(table.tBodies[0]?.rows ?? [])].forEach((row, label) => {
    const [header, ...cells] = row.cells;
    if (header) header.textContent = classNames[label] ?? '';
    const values = counts[label] ?? [];
    const total = Math.max(
      1,
      values.reduce((sum, value) => sum + value, 0),
    );
    cells.forEach((cell, predicted) => {
      const value = values[predicted] ?? 0;
      cell.textContent = String(value);
      cell.style.setProperty('--share', (value / total).toFixed(3));
      cell.classList.toggle('is-right', label === predicted);
    });
  });
}

/** Gives a matrix as many rows and columns as there are classes: readers' own data has more or fewer. */
function fitClasses(table: HTMLTableElement, classes: number): void {
  const [head, body] = [table.tHead?.rows[0], table.tBodies[0]];
  if (!head || !body || body.rows.length === classes) return;
  const header = (scope: 'col' | 'row') => {
    const cell = document.createElement('th');
    cell.scope = scope;
    return cell;
  };
  const columns = Array.from({ length: classes }, () => {
    const column = header('col');
    column.append(document.createElement('span'));
    return column;
  });
  head.replaceChildren(document.createElement('td'), ...columns);
  const rows = Array.from({ length: classes }, () => {
    const row = document.createElement('tr');
    row.append(header('row'), ...Array.from({ length: classes }, () => document.createElement('td')));
    return row;
  });
  body.replaceChildren(...rows);
}

/** Empties everything that a run has filled, at its full size. */
export function clearPredictions(root: ParentNode): void {
  clearFigures(root);
  for (const item of root.querySelectorAll<HTMLElement>('.trainer-dialect > .trainer-samples li')) {
    clearImage(item);
    delete item.dataset.verdict;
    item.removeAttribute('title');
  }
  for (const cell of root.querySelectorAll<HTMLElement>('.trainer-confusion tbody td')) {
    cell.textContent = '';
    cell.style.removeProperty('--share');
    cell.classList.remove('is-right');
  }
}
