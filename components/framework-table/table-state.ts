import { verdictLabels, type Verdict } from '../claim/verdicts.ts';
import { ShareLinkError } from '../experiment/share-link.ts';
import { columnLabels, type ColumnName } from './columns.ts';
import { groupLabels, type GroupName } from './framework-row.ts';
import { isAnswer, type Answers } from './questions.ts';

/** By which the rows can be ordered; `group` is the order of the data. */
export const sortLabels = {
  group: 'Group',
  topic: 'Topic',
  changed: 'Last change',
  said: 'How the sources fare',
  proof: 'Proof',
} as const;

export type SortKey = keyof typeof sortLabels;
export type SortDirection = 'ascending' | 'descending';

/** Everything that a reader has chosen of the table; the address carries it. */
export interface TableState {
  /** Words that a row must all have. */
  readonly query: string;
  readonly group: GroupName | null;
  /** Only rows of which a source says something that fares like this. */
  readonly verdict: Verdict | null;
  /** Only rows with a proof. */
  readonly isProvable: boolean;
  readonly sort: SortKey;
  readonly direction: SortDirection;
  readonly hiddenRows: readonly string[];
  readonly hiddenColumns: readonly ColumnName[];
  readonly answers: Answers;
}

export const defaultTableState: TableState = {
  query: '',
  group: null,
  verdict: null,
  isProvable: false,
  sort: 'group',
  direction: 'ascending',
  hiddenRows: [],
  hiddenColumns: [],
  answers: {},
};

/** Longer than any search that somebody types. */
export const LONGEST_QUERY = 80;

/** What differs from the default, as keys and values of a share link. */
export function writeTableState(state: TableState): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  if (state.query !== '') values.set('find', state.query);
  if (state.group) values.set('group', state.group);
  if (state.verdict) values.set('said', state.verdict);
  if (state.isProvable) values.set('proof', 'yes');
  if (state.sort !== 'group' || state.direction !== 'ascending') values.set('sort', `${state.sort}.${state.direction}`);
  if (state.hiddenRows.length > 0) values.set('without', state.hiddenRows.join('_'));
  if (state.hiddenColumns.length > 0) values.set('columns', state.hiddenColumns.join('_'));
  const answers = Object.entries(state.answers).map(([question, answer]) => `${question}.${answer}`);
  if (answers.length > 0) values.set('answers', answers.join('_'));
  return values;
}

/**
 * Reads what {@link writeTableState} wrote.
 *
 * @param rowIds of the rows that exist.
 * @throws {ShareLinkError} when a key or a value means nothing here.
 */
export function readTableState(values: ReadonlyMap<string, string>, rowIds: ReadonlySet<string>): TableState {
  let state = defaultTableState;
  for (const [key, value] of values) state = { ...state, ...readValue(key, value, rowIds) };
  return state;
}

function readValue(key: string, value: string, rowIds: ReadonlySet<string>): Partial<TableState> {
  switch (key) {
    case 'find':
      if (value.length <= LONGEST_QUERY) return { query: value };
      break;
    case 'group':
      if (isKeyOf(groupLabels, value)) return { group: value };
      break;
    case 'said':
      if (isKeyOf(verdictLabels, value)) return { verdict: value };
      break;
    case 'proof':
      if (value === 'yes') return { isProvable: true };
      break;
    case 'sort': {
      const [sort = '', direction] = value.split('.');
      if (isKeyOf(sortLabels, sort) && (direction === 'ascending' || direction === 'descending'))
        return { sort, direction };
      break;
    }
    case 'without': {
      const hiddenRows = value.split('_');
      if (hiddenRows.every((id) => rowIds.has(id))) return { hiddenRows };
      break;
    }
    case 'columns': {
      const hiddenColumns = value.split('_').filter((name) => isKeyOf(columnLabels, name));
      if (hiddenColumns.length === value.split('_').length) return { hiddenColumns };
      break;
    }
    case 'answers': {
      const answers = value.split('_').map((text) => text.split('.'));
      if (answers.every(([question = '', answer = '']) => isAnswer(question, answer))) {
        return { answers: Object.fromEntries(answers) as Answers };
      }
      break;
    }
  }
  throw new ShareLinkError(
    `The link to this table has “${key.slice(0, 20)}=${value.slice(0, 40)}”, which means nothing here.`,
    'The table is shown as it is without the link. Ask for a new one, or go on.',
  );
}

function isKeyOf<T extends object>(labels: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(labels, name);
}
