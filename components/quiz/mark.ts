/** Marking: what is right of an answer, and which replies its reader gets. Nothing here knows a page. */

export interface Marking {
  readonly isRight: boolean;
  /** What the reader is told, one or two sentences. */
  readonly verdict: string;
  /** Which answers' replies are shown, by their place in the list. */
  readonly replies: readonly number[];
}

/**
 * Marks a choice of one or of several.
 *
 * @param right places of the right answers
 * @param chosen places of the chosen ones, at least one
 */
export function markChoices(right: readonly number[], chosen: readonly number[]): Marking {
  const wrong = chosen.filter((place) => !right.includes(place));
  const found = chosen.filter((place) => right.includes(place));
  const missing = right.length - found.length;
  if (wrong.length === 0 && missing === 0) return { isRight: true, verdict: 'Right.', replies: chosen };
  // Of one right answer nobody has to be told that it is missing.
  if (right.length === 1 && chosen.length === 1) return { isRight: false, verdict: 'Not right yet.', replies: wrong };
  const parts = [
    found.length > 0 ? `${counted(found.length, 'choice')} right` : '',
    wrong.length > 0 ? `${counted(wrong.length, 'choice')} wrong` : '',
    missing > 0 ? `${counted(missing, 'right answer')} missing` : '',
  ];
  return { isRight: false, verdict: `Not right yet: ${parts.filter(Boolean).join(', ')}.`, replies: wrong };
}

/** A number that the teacher foresaw, right or wrong. */
export interface StatedNumber {
  readonly value: number;
  readonly isRight: boolean;
}

/** Marks a number: it is right within `tolerance` of the right one. The nearest stated number has its reply shown. */
export function markNumber(stated: readonly StatedNumber[], tolerance: number, given: number): Marking {
  const near = stated
    .map(({ value, isRight }, place) => ({ place, isRight, distance: Math.abs(value - given) }))
    // 0.1 + 0.2 is 0.3 to a reader.
    .filter(({ distance }) => distance <= tolerance + Number.EPSILON * Math.abs(given))
    .toSorted((a, b) => Number(b.isRight) - Number(a.isRight) || a.distance - b.distance);
  const [nearest] = near;
  const isRight = nearest?.isRight === true;
  return { isRight, verdict: isRight ? 'Right.' : 'Not right yet.', replies: nearest ? [nearest.place] : [] };
}

/** Marks an order: `given[i]` is the right place of the item that stands at i. The first item out of place gets its reply. */
export function markOrder(given: readonly number[]): Marking {
  const inPlace = given.filter((place, index) => place === index).length;
  if (inPlace === given.length) return { isRight: true, verdict: 'Right.', replies: [] };
  const first = given.findIndex((place, index) => place !== index);
  const verdict = `Not right yet: ${inPlace} of ${given.length} ${inPlace === 1 ? 'stands' : 'stand'} in ${
    inPlace === 1 ? 'its' : 'their'
  } place. Look at place ${first + 1}.`;
  return { isRight: false, verdict, replies: given.slice(first, first + 1) };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
