import { verdictLabels, type Verdict } from '../claim/verdicts.ts';
import type { RowFacts } from './arrange-rows.ts';
import { searchedText } from './mark-hits.ts';

/** What the server's HTML says of a row. */
export function rowFacts(row: HTMLElement): RowFacts {
  const { row: id = '', group = '', changed = '', verdicts = '' } = row.dataset;
  return {
    id,
    group,
    changed,
    topic: row.querySelector('[data-topic]')?.textContent ?? '',
    text: searchedText(row),
    verdicts: verdicts.split(' ').filter((verdict): verdict is Verdict => Object.hasOwn(verdictLabels, verdict)),
    isProvable: row.querySelector('[data-proof]') !== null,
  };
}
