/** How a statement of a source fares today. */
export type Verdict = 'holds' | 'dated' | 'wrong' | 'opinion';

export const verdictLabels: Readonly<Record<Verdict, string>> = {
  holds: 'Holds',
  dated: 'Was true, has changed',
  wrong: 'Not right',
  opinion: 'A matter of taste',
};
