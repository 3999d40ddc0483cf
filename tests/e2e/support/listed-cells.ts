/** The listings of a lesson as the built page has them, with what the real frameworks printed. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { listingCells } from '../../../components/listing/cells.ts';
import type { CellData } from '../../../components/python-cell/cell-data.ts';
import { root } from '../../../scripts/setup/paths.mjs';

/** What the judge writes for a cell that trains on a whole data set, or whose output is another with every reader. */
const NOT_RECORDED = '…';
/** A name of a cell that ends so is expected to raise. */
const RAISES = ' (raises)';

export interface ListedCell {
  readonly id: string;
  readonly raises: boolean;
  /** What the real framework printed; null where that is not compared. */
  readonly recorded: string | null;
  /** It trains on all of a data set, or is below a cell that does. */
  readonly isLong: boolean;
}

/**
 * The cells of a lesson's page, in their order.
 *
 * @param page its path, such as `lessons/digits/`
 */
export function listedCells(page: string): ListedCell[] {
  const html = readFileSync(path.join(root, 'dist', page, 'index.html'), 'utf8');
  return [...html.matchAll(/data-python-cell="([^"]+)"[^>]*data-cell="([^"]+)"/g)].flatMap(([, id = '', data = '']) => {
    const { file, cell } = JSON.parse(data.replaceAll(/&(?:quot|#x22);/g, '"')) as CellData;
    const [source] = globSync(`content/lessons/*-${path.basename(page)}/listings/${file}`, { cwd: root });
    return source === undefined ? [] : [{ id, ...listed(source, cell) }];
  });
}

/** @param cell its name; null for the file as a whole. */
function listed(source: string, cell: string | null): Omit<ListedCell, 'id'> {
  const names = listingCells(readFileSync(path.join(root, source), 'utf8')).map(({ name }) => name);
  const outputs = recordedOutputs(source);
  const firstLong = names.findIndex((name) => outputs.get(name) === NOT_RECORDED);
  const isLong = firstLong !== -1 && (cell === null || names.indexOf(cell) >= firstLong);
  // A whole file ends with the first cell that raises.
  const firstRaising = names.findIndex((name) => name.endsWith(RAISES));
  const run = cell === null ? names.slice(0, firstRaising === -1 ? names.length : firstRaising + 1) : [cell];
  const texts = run.flatMap((name) => outputs.get(name) ?? []);
  return {
    raises: run.at(-1)?.endsWith(RAISES) ?? false,
    recorded: isLong || texts.length === 0 ? null : texts.join('\n'),
    isLong,
  };
}

function recordedOutputs(source: string): Map<string, string> {
  const file = path.join(root, path.dirname(source), 'outputs', `${path.basename(source, '.py')}.txt`);
  const cells = existsSync(file) ? listingCells(readFileSync(file, 'utf8')) : [];
  return new Map(cells.map(({ name, code }) => [name, code]));
}
