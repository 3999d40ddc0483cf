/** Which rows are for training and which for the test, by a rule that a program can follow without any random numbers. */
export interface Split {
  /** Rows in the order in which they are taken; every prefix has the classes in nearly equal shares. */
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/** One of this many rows of each class is for the test. */
const ROWS_FOR_ONE_TEST = 5;
/** The second row of each class: so a class of two rows has one of each. */
const TEST_PLACE = 1;
/** 2^32 divided by the golden ratio: its multiples, taken to 2^32, spread evenly. */
const MULTIPLIER = 2_654_435_761;

/**
 * Splits rows into training and test rows, 4 to 1 within each class.
 *
 * Rows are first ordered by `row * 2654435761 mod 2^32`, Knuth's multiplicative hash, which mixes them whatever the order
 * of the file is. Of each class the second, the seventh, ... of that order are test rows. Each part is then ordered by
 * (place among its class + 0.5) / rows of its class, ties by class.
 *
 * @param labels [rows], each below `classes`.
 */
export function splitRows(labels: Uint8Array, classes: number): Split {
  const rowsOfClass: number[][] = Array.from({ length: classes }, () => []);
  for (const row of mixed(labels.length)) rowsOfClass[labels[row] ?? 0]?.push(row);
  const isTest = (_: number, place: number) => place % ROWS_FOR_ONE_TEST === TEST_PLACE;
  return {
    train: interleaved(rowsOfClass.map((rows) => rows.filter((row, place) => !isTest(row, place)))),
    test: interleaved(rowsOfClass.map((rows) => rows.filter(isTest))),
  };
}

function mixed(rows: number): Uint32Array {
  const key = (row: number) => Math.imul(row, MULTIPLIER) >>> 0;
  return Uint32Array.from({ length: rows }, (_, row) => row).sort((a, b) => key(a) - key(b));
}

/** The rows of all classes, each class spread evenly. */
function interleaved(rowsOfClass: readonly (readonly number[])[]): Uint32Array {
  const placed = rowsOfClass.flatMap((rows, label) =>
    rows.map((row, place) => ({ row, label, share: (place + 0.5) / rows.length })),
  );
  placed.sort((a, b) => a.share - b.share || a.label - b.label);
  return Uint32Array.from(placed, ({ row }) => row);
}
