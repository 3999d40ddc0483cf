import type { SurfacePosition } from '../../src/training/protocol.ts';
import type { TableData } from '../charts/data-table.ts';
import type { RaceHistory, RacerPath } from './race-history.ts';
import { surfaceProblems } from './surface-problems.ts';

/** Rows of a table of a race, at most: every hundredth of 1,000 epochs. */
const EPOCH_ROWS = 10;
/** Rows and columns of the surface's table, at most. */
const SURFACE_CELLS = 9;

/** The losses of each racer, as a loop prints them every so many epochs. */
export function lossTable(history: RaceHistory): TableData {
  const { paths, epoch } = history;
  return {
    columns: ['Epoch', ...paths.map(({ optimizer }) => optimizer.label)],
    rows: rowEpochs(history).map((at) => [
      at.toLocaleString('en'),
      ...paths.map(({ losses }) => lossText(losses[Math.min(at, epoch) - 1] ?? NaN)),
    ]),
  };
}

/** Where each racer is after every so many epochs. */
export function pathTable(history: RaceHistory): TableData {
  return {
    columns: ['Epoch', ...history.paths.map(({ optimizer }) => optimizer.label)],
    rows: [0, ...rowEpochs(history)].map((at) => [
      at.toLocaleString('en'),
      ...history.paths.map((path) => positionAfter(path, at)),
    ]),
  };
}

/** Some of the surface's losses: rows and columns of the grid that lie evenly between its ends. */
export function surfaceTable({ settings, surface }: RaceHistory): TableData {
  const { gridSize, xDomain, yDomain, problem } = settings;
  const shown = Math.min(SURFACE_CELLS, gridSize);
  const cells = Array.from({ length: shown }, (_, index) => Math.round((index * (gridSize - 1)) / (shown - 1)));
  const valueAt = ([least, greatest]: readonly [number, number], cell: number) =>
    least + ((greatest - least) * cell) / (gridSize - 1);
  const [xName, yName] = surfaceProblems[problem].axes;
  return {
    columns: [`${yName} \\ ${xName}`, ...cells.map((column) => coordinateText(valueAt(xDomain, column)))],
    rows: cells
      .toReversed()
      .map((row) => [
        coordinateText(valueAt(yDomain, row)),
        ...cells.map((column) => lossText(surface.losses[row * gridSize + column] ?? NaN)),
      ]),
  };
}

/** Four decimals, as the source prints them; large and tiny losses with an exponent. */
export function lossText(loss: number): string {
  if (!Number.isFinite(loss)) return 'no number';
  if (loss !== 0 && (loss < 0.0001 || loss >= 1e5)) return loss.toExponential(2);
  return loss.toFixed(4);
}

/** "(3.02, 3.97)" */
export function positionText([x, y]: SurfacePosition): string {
  return `(${coordinateText(x)}, ${coordinateText(y)})`;
}

function positionAfter({ positions, divergedAfter }: RacerPath, epoch: number): string {
  const position = positions[epoch];
  if (position) return positionText(position);
  return divergedAfter === null ? '–' : 'diverged';
}

function coordinateText(value: number): string {
  return Math.abs(value) < 1e5 ? value.toFixed(2).replace('-', '−') : value.toExponential(1).replace('-', '−');
}

/** Every tenth part of the epochs, up to the last one that is done. */
function rowEpochs({ settings, epoch }: RaceHistory): readonly number[] {
  const every = Math.max(1, Math.ceil(settings.epochs / EPOCH_ROWS));
  const rows = Array.from({ length: Math.floor(epoch / every) }, (_, index) => (index + 1) * every);
  return rows.at(-1) === epoch || epoch === 0 ? rows : [...rows, epoch];
}
