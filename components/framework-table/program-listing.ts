/**
 * The lines of a program as readers see them: the body of the method `name` in the file of a proof, without its last
 * `return`, which only says what to free.
 *
 * @throws {Error} when the file has no such method.
 */
export function programListing(source: string, name: string): string {
  const lines = source.split('\n');
  const start = lines.indexOf(`  ${name}(print) {`);
  const length = lines.slice(start).indexOf('  },');
  if (start === -1 || length === -1) throw new Error(`The file of a proof has no program ${name}.`);
  const body = lines.slice(start + 1, start + length);
  const last = body.findLastIndex((line) => line.startsWith('    return ['));
  return body
    .slice(0, last === -1 ? body.length : last)
    .map((line) => line.replace(/^ {4}/, ''))
    .join('\n');
}
