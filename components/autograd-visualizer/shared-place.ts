import { ShareLinkError } from '../experiment/share-link.ts';
import { mostDescentSteps } from './step-size.ts';

/** Where a reader stands: events of the shown film that have happened, and steps of gradient descent; 0 for none. */
export interface SharedPlace {
  readonly event: number;
  readonly descentSteps: number;
}

export const beginning: SharedPlace = { event: 0, descentSteps: 0 };

/** What a link carries of a place: nothing of what has not begun. */
export function sharedPlaceValues({ event, descentSteps }: SharedPlace): ReadonlyMap<string, string> {
  const values = new Map([
    ['event', event],
    ['descent', descentSteps],
  ]);
  return new Map([...values].flatMap(([key, count]) => (count > 0 ? [[key, String(count)]] : [])));
}

/**
 * The place that a link names; a link without one, as older links are, names the beginning. Whether the film has so many
 * events is known when it has been computed.
 *
 * @throws {ShareLinkError} for what is no count, or more steps of gradient descent than are shown.
 */
export function readSharedPlace(values: ReadonlyMap<string, string>): SharedPlace {
  const place = { event: countOf(values.get('event')), descentSteps: countOf(values.get('descent')) };
  if (Number.isNaN(place.event)) throw new ShareLinkError('The link to this program names no event of a film.');
  if (!(place.descentSteps <= mostDescentSteps)) {
    throw new ShareLinkError(
      `The link to this program names no number of steps of gradient descent: 1 to ${mostDescentSteps} are shown.`,
    );
  }
  return place;
}

function countOf(text = '0'): number {
  return /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
}
