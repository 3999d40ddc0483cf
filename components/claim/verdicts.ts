import en from '../../src/languages/en.json' with { type: 'json' };

/** How a statement of a source fares today. */
export type Verdict = 'holds' | 'dated' | 'wrong' | 'opinion';

/** In the language of the originals. */
export const verdictLabels: Readonly<Record<Verdict, string>> = {
  holds: en['duet.claim.holds'],
  dated: en['duet.claim.dated'],
  wrong: en['duet.claim.wrong'],
  opinion: en['duet.claim.opinion'],
};
