import type { PlacementResult, PlacementTiming } from '../../src/training/protocol.ts';

interface ResultRow {
  readonly name: string;
  /** @param devices what the reader calls them. */
  readonly label: (devices: readonly [string, string]) => string;
  readonly text: (result: PlacementResult) => string;
}

/** The figures of a run, in the order of the table. */
export const resultRows: readonly ResultRow[] = [
  {
    name: 'split',
    label: ([first, second]) => `Time, split over ${first} and ${second}`,
    text: ({ split }) => milliseconds(split),
  },
  {
    name: 'first',
    label: ([first]) => `Time, both layers on ${first}`,
    text: ({ together: [first] }) => milliseconds(first),
  },
  {
    name: 'second',
    label: ([, second]) => `Time, both layers on ${second}`,
    text: ({ together: [, second] }) => milliseconds(second),
  },
  {
    name: 'copies',
    label: () => 'Tensors copied',
    text: ({ transfers }) => String(transfers.length),
  },
  {
    name: 'bytes',
    label: () => 'Bytes copied',
    text: ({ transfers }) => transfers.reduce((sum, { bytes }) => sum + bytes, 0).toLocaleString('en'),
  },
  {
    name: 'loss',
    label: () => 'Loss of the last step, split',
    text: ({ split }) => (split.losses.at(-1) ?? NaN).toFixed(6),
  },
  {
    name: 'difference',
    label: () => 'Largest difference to a loss on one device',
    text: (result) => lossDifference(result).toExponential(1),
  },
];

/** Greatest difference between a loss of the split model and the same step's on either device alone. */
export function lossDifference({ split, together }: PlacementResult): number {
  const differences = together.flatMap(({ losses }) =>
    losses.map((loss, step) => Math.abs(loss - (split.losses[step] ?? NaN))),
  );
  return Math.max(...differences);
}

function milliseconds({ stepMilliseconds }: PlacementTiming): string {
  return `${stepMilliseconds.toFixed(1)} ms`;
}
