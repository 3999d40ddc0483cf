import type { FilmHappening } from '../autograd-protocol.ts';

/** What a framework raises, as the last event of a film. */
export function raisedBy(error: unknown): FilmHappening {
  if (error instanceof Error) return { type: 'raised', error: error.name, message: error.message };
  return { type: 'raised', error: 'Error', message: String(error) };
}
