/** Holds the numbers on the lines of a comparison against the list that says what they mean. */

/** Expressive Code writes the label of a marked line into its style. */
const label = /--tmLabel:\s*(?:'|&#x27;|&#39;|&quot;)?(\d+)/g;

/**
 * @param differences what each number means, from 1 on.
 * @param sides the rendered code of both frameworks.
 * @throws {Error} when a marked line is not explained, or an explanation has no line.
 */
export function checkDifferences(differences: readonly string[], sides: readonly string[]): void {
  const found = new Set(sides.flatMap((side) => [...side.matchAll(label)].map(([, number]) => Number(number))));
  const explained = differences.map((_, index) => index + 1);
  const unexplained = [...found].filter((number) => !explained.includes(number));
  const unused = explained.filter((number) => !found.has(number));
  if (unexplained.length > 0 && explained.length > 0) {
    throw new Error(
      `Compare: lines are marked with ${unexplained.join(', ')}, and differences has ${explained.length} entries. Add what the number means, or remove the mark.`,
    );
  }
  if (unused.length > 0) {
    throw new Error(
      `Compare: differences explains ${unused.join(', ')}, and no line has that mark. End a line of a listing in "  # <${unused[0]}>".`,
    );
  }
}
