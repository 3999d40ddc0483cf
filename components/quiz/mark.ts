/** Marking: what is right of an answer, and which replies its reader gets. Of the page only its language is known here. */
import { pageCount, pageWord } from '../../src/languages/page-words.ts';

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
  if (wrong.length === 0 && missing === 0)
    return { isRight: true, verdict: pageWord('duet.quiz.right'), replies: chosen };
  // Of one right answer nobody has to be told that it is missing.
  if (right.length === 1 && chosen.length === 1) {
    return { isRight: false, verdict: pageWord('duet.quiz.notRight'), replies: wrong };
  }
  const parts = [
    found.length > 0 ? pageCount(found.length, 'duet.quiz.oneChoiceRight', 'duet.quiz.choicesRight') : '',
    wrong.length > 0 ? pageCount(wrong.length, 'duet.quiz.oneChoiceWrong', 'duet.quiz.choicesWrong') : '',
    missing > 0 ? pageCount(missing, 'duet.quiz.oneMissing', 'duet.quiz.moreMissing') : '',
  ];
  const verdict = pageWord('duet.quiz.notRightFor', { parts: parts.filter(Boolean).join(', ') });
  return { isRight: false, verdict, replies: wrong };
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
  const verdict = pageWord(isRight ? 'duet.quiz.right' : 'duet.quiz.notRight');
  return { isRight, verdict, replies: nearest ? [nearest.place] : [] };
}

/** Marks an order: `given[i]` is the right place of the item that stands at i. The first item out of place gets its reply. */
export function markOrder(given: readonly number[]): Marking {
  const inPlace = given.filter((place, index) => place === index).length;
  if (inPlace === given.length) return { isRight: true, verdict: pageWord('duet.quiz.right'), replies: [] };
  const first = given.findIndex((place, index) => place !== index);
  const values = { number: inPlace, all: given.length, place: first + 1 };
  const verdict = pageWord(inPlace === 1 ? 'duet.quiz.oneInPlace' : 'duet.quiz.inPlace', values);
  return { isRight: false, verdict, replies: given.slice(first, first + 1) };
}
