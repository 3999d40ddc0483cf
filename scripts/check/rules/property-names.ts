import ts from 'typescript';

/** More are not listed. */
const MOST_NAMES = 15;

/** The properties of a type, or of each of its alternatives. Null where it may have any. */
export function propertyNames(type: ts.Type, checker: ts.TypeChecker): string[] | null {
  const known = checker.getNonNullableType(type);
  const alternatives = known.isUnion() ? known.types : [known];
  const isOpen = (each: ts.Type) =>
    (each.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0 ||
    checker.getIndexInfosOfType(each).length > 0;
  if (alternatives.some(isOpen)) return null;
  return [...new Set(alternatives.flatMap((each) => checker.getPropertiesOfType(each).map(({ name }) => name)))];
}

/** One sentence that tells them. */
export function listNames(type: ts.Type, checker: ts.TypeChecker): string {
  // Those that Astro gives to every tag are of no help.
  const names = propertyNames(type, checker)?.filter((name) => name !== 'slot' && name !== 'key') ?? [];
  if (names.length === 0) return 'The widget catalogue shows what there is.';
  return `There is ${names.slice(0, MOST_NAMES).join(', ')}${names.length > MOST_NAMES ? ' and others' : ''}.`;
}
