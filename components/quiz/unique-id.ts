import { QuizError } from './quiz-error.ts';

const idsOfPages = new WeakMap<object, Set<string>>();

/**
 * Notes that a page has a quiz or an exercise of this id.
 *
 * @param page what is the same for all components of one page and of no other: `Astro.locals`
 * @throws {QuizError} when the page has one already, or the id cannot be a part of an address.
 */
export function claimId(page: object, id: string, place: string): void {
  if (!/^[a-z][a-z0-9-]*$/.test(id)) {
    throw new QuizError(place, 'its id cannot be a part of an address.', 'Use lower-case letters, digits and hyphens.');
  }
  const ids = idsOfPages.get(page) ?? new Set();
  if (ids.has(id)) throw new QuizError(place, 'the page has another of this id.', 'Give each an id of its own.');
  idsOfPages.set(page, ids.add(id));
}
