const countsOfPages = new WeakMap<object, number>();

/**
 * Counts the explained words of a page, so that each card has an id of its own.
 *
 * @param page what is the same for all components of one page and of no other: `Astro.locals`
 */
export function termNumber(page: object): number {
  const number = (countsOfPages.get(page) ?? 0) + 1;
  countsOfPages.set(page, number);
  return number;
}
