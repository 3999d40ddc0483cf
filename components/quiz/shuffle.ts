/**
 * Places 0 to n - 1 in an order that is never the right one, and the same for the same texts: every reader and every build
 * sees the same question.
 *
 * @param texts what the items say, two or more, all different
 */
export function shuffledPlaces(texts: readonly string[]): readonly number[] {
  const places = texts
    .map((text, place) => ({ place, hash: fnv1a(text) }))
    .toSorted((a, b) => a.hash - b.hash)
    .map(({ place }) => place);
  const isInOrder = places.every((place, index) => place === index);
  return isInOrder ? [...places.slice(1), ...places.slice(0, 1)] : places;
}

/**
 * The 32-bit FNV-1a hash of a text.
 *
 * @source http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
