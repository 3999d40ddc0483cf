import type { Verdict } from '../claim/verdicts.ts';
import type { TableState } from './table-state.ts';

/** What filters and orders know of a row. */
export interface RowFacts {
  readonly id: string;
  readonly group: string;
  readonly topic: string;
  /** All that the row says, for the search. */
  readonly text: string;
  /** Date of its newest change, or '' where none is known. */
  readonly changed: string;
  readonly verdicts: readonly Verdict[];
  readonly isProvable: boolean;
}

/** Worst first: what a source got wrong is what a reader most needs to see. */
const verdictOrder: readonly Verdict[] = ['wrong', 'dated', 'opinion', 'holds'];

/** Rows to show, in order, for what a reader has chosen. Rows that are equal in it keep their order. */
export function arrangeRows(rows: readonly RowFacts[], state: TableState): RowFacts[] {
  const words = searchWords(state.query);
  const shown = rows.filter((row) => {
    const text = row.text.toLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (state.group === null || row.group === state.group) &&
      (state.verdict === null || row.verdicts.includes(state.verdict)) &&
      (!state.isProvable || row.isProvable) &&
      !state.hiddenRows.includes(row.id)
    );
  });
  const sign = state.direction === 'ascending' ? 1 : -1;
  return shown
    .map((row) => ({ row, place: rows.indexOf(row) }))
    .toSorted((a, b) => compare(a, b, state, sign))
    .map(({ row }) => row);
}

/** The words of a search, in lower case. */
export function searchWords(query: string): string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

interface PlacedRow {
  readonly row: RowFacts;
  readonly place: number;
}

function compare(a: PlacedRow, b: PlacedRow, { sort }: TableState, sign: number): number {
  switch (sort) {
    case 'group':
      return sign * (a.place - b.place);
    case 'topic':
      return sign * a.row.topic.localeCompare(b.row.topic, 'en');
    case 'changed':
      // Rows without a date stay behind the others in both directions.
      if (a.row.changed === '' || b.row.changed === '')
        return Number(a.row.changed === '') - Number(b.row.changed === '');
      return sign * a.row.changed.localeCompare(b.row.changed);
    case 'said':
      return sign * (verdictRank(a.row) - verdictRank(b.row));
    case 'proof':
      return sign * (Number(b.row.isProvable) - Number(a.row.isProvable));
  }
}

function verdictRank({ verdicts }: RowFacts): number {
  const rank = verdictOrder.findIndex((verdict) => verdicts.includes(verdict));
  return rank === -1 ? verdictOrder.length : rank;
}
