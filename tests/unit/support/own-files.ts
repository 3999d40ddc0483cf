/** CSV files of a reader's, made by rules, so that programs and tests have the same. */
import { readCsv } from '../../../src/datasets/own/read-csv.ts';
import type { OwnData } from '../../../src/datasets/own/own-data.ts';

/** Numbers without a pattern, the same each time, 0 to 1. */
function noise(index: number): number {
  return (Math.imul(index + 1, 2_654_435_761) >>> 0) / 2 ** 32;
}

/** Three kinds of flowers, told apart by two of four measures: semicolons, decimal commas, and numbers of rows. */
function flowers(): string {
  const rows = Array.from({ length: 150 }, (_, row) => {
    const kind = row % 3;
    const measures = [4 + 2 * noise(row), 3 + noise(row + 500), 1 + 2 * kind + noise(row + 900), 10 * noise(row + 77)];
    const cells = measures.map((measure) => measure.toFixed(2).replace('.', ','));
    return [row + 1, ...cells, `"Iris ${['setosa', 'virginica', 'versicolor'][kind] ?? ''}"`].join(';');
  });
  return ['\uFEFFId;sepal length;sepal width;petal length;depth;species', ...rows].join('\r\n');
}

/** Bars of 8 x 8 pixels, lying and standing: as MNIST is given away as CSV, the label first. */
function bars(): string {
  const rows = Array.from({ length: 120 }, (_, row) => {
    const isStanding = row % 2 === 1;
    const place = Math.floor(8 * noise(row));
    const pixels = Array.from({ length: 64 }, (_, pixel) => {
      const isBar = (isStanding ? pixel % 8 : Math.floor(pixel / 8)) === place;
      return Math.floor((isBar ? 200 : 0) + 50 * noise(64 * row + pixel));
    });
    return [isStanding ? 1 : 0, ...pixels].join(',');
  });
  return `${rows.join('\n')}\n`;
}

const contents = { 'flowers.csv': flowers, 'bars.csv': bars } as const;

export type OwnFileName = keyof typeof contents;

export function ownFile(name: OwnFileName): string {
  return contents[name]();
}

export async function openCsv(name: string, text = ownFile(name as OwnFileName)): Promise<OwnData> {
  const file = new File([text], name, { type: 'text/csv' });
  return await readCsv(file, { id: 1, labelColumn: null, onProgress: () => undefined });
}
