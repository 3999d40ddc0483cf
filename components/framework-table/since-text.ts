import type { FrameworkRow, Since } from './framework-row.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2023-03-15` as “15 Mar 2023”, `2023-03` as “Mar 2023”, `2023` as it is. */
export function dateText(date: string): string {
  const [year = '', month, day] = date.split('-');
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  return [day === undefined ? undefined : String(Number(day)), name, year]
    .filter((part) => part !== undefined)
    .join(' ');
}

/** “since PyTorch 2.0, 15 Mar 2023”, or “seen in Keras 3.15.1”. */
export function sinceText(since: Since): string {
  if ('seenIn' in since) return `seen in ${since.seenIn}`;
  return since.date === undefined ? `since ${since.from}` : `since ${since.from}, ${dateText(since.date)}`;
}

const YEAR_MILLISECONDS = 365 * 24 * 60 * 60 * 1_000;

/** Whether a day lies more than a year back: what was checked then may have changed. */
export function isLongAgo(day: string, now: Date): boolean {
  return now.getTime() - new Date(`${day}T00:00:00Z`).getTime() > YEAR_MILLISECONDS;
}

/** Date of the newest change of either framework, or '' where none is dated. */
export function lastChange({ torch, keras }: FrameworkRow): string {
  const dates = [torch.since, keras.since].map((since) => ('date' in since ? since.date : ''));
  return dates.toSorted().at(-1) ?? '';
}
