/** Rooms of so many pages are listed whole: the course of a year, or the teacher's guide. */
const LISTED_WHOLE = 60;
/** Of a larger room, so many pages before the open one and as many after it are listed. */
const NEIGHBOURS = 12;

/** A page in a list, or how many are left out at its place. */
export type WindowEntry<Page> = { readonly page: Page } | { readonly omitted: number };

/**
 * What a page lists of its room: everything, or of a large room the first page, the last one and those around the open one.
 *
 * A thousand pages that list a thousand would make a site of a million links.
 *
 * @param current index of the open page, -1 where it is in another room
 */
export function windowOf<Page>(pages: readonly Page[], current: number): WindowEntry<Page>[] {
  const listed = (from: number, to?: number) => pages.slice(from, to).map((page) => ({ page }));
  if (pages.length <= LISTED_WHOLE) return listed(0);
  const last = pages.length - 1;
  const from = Math.max(current - NEIGHBOURS, 1);
  const to = Math.min(Math.max(current, 0) + NEIGHBOURS, last - 1);
  return [...listed(0, 1), ...omission(from - 1), ...listed(from, to + 1), ...omission(last - 1 - to), ...listed(last)];
}

function omission(omitted: number) {
  return omitted > 0 ? [{ omitted }] : [];
}
