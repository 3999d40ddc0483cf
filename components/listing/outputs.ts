/** What a listing prints, from the file that the judges have written. */
import { listingCell, listingText } from './cells.ts';

/** Stands where a cell prints what is not recorded: figures of a training that was cut, a device, a path. */
const notRecorded = '…';

/**
 * What a cell prints, or a whole file.
 *
 * @throws {Error} when nothing is recorded for it.
 */
export function printedText(output: string, file: string, cell?: string): string {
  if (cell === undefined) return listingText(output);
  const text = listingCell(output, cell);
  if (text !== notRecorded) return text;
  throw new Error(
    `Listing: what the cell "${cell}" of ${file} prints is not recorded, for its training is cut by the judges or its name ends with "(not recorded)". Show it without an output.`,
  );
}
