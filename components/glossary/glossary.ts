import type { GlossaryEntry } from './glossary-entry.ts';
import { terms } from './terms.ts';

/** An entry with its id and with the term as it is written. */
export interface GlossaryTerm extends GlossaryEntry {
  readonly id: string;
  readonly term: string;
}

/** All terms, by the alphabet. */
export const glossary: readonly GlossaryTerm[] = Object.entries<GlossaryEntry>(terms)
  .map(([id, entry]) => ({ id, term: id.replaceAll('-', ' '), ...entry }))
  .toSorted((a, b) => a.term.localeCompare(b.term, 'en'));

/**
 * The term of an id.
 *
 * @param place the file that asks, for the message
 * @throws {Error} when the glossary has no such term; it ends the build.
 */
export function findTerm(id: string, place: string): GlossaryTerm {
  const found = glossary.find((term) => term.id === id);
  if (found) return found;
  const similar = glossary.filter((term) => term.id.slice(0, 3) === id.slice(0, 3)).map((term) => `"${term.id}"`);
  const fix = similar.length > 0 ? `Did you mean ${similar.join(' or ')}?` : 'Its ids are those of terms.ts.';
  throw new Error(
    `${place}, term "${id}": the glossary has no such term. ${fix} New terms go to components/glossary/terms.ts.`,
  );
}

/** Terms by their first letter, a capital. */
export function termsByLetter(): ReadonlyMap<string, readonly GlossaryTerm[]> {
  return Map.groupBy(glossary, ({ term }) => term.slice(0, 1).toUpperCase());
}
