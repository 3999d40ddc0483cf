/** What the page of a chapter and the dev server say to each other. */

/** From the page. */
export const questionEvent = 'duet:which-problems';
/** From the server: a list of problems. */
export const problemsEvent = 'duet:problems';

export interface ProblemsQuestion {
  /** Of the page's address. */
  readonly path: string;
}
