import ts from 'typescript';
import { similarName } from '../../../src/expressions/similar-name.ts';

/** More are not listed. */
const MOST_NAMES = 15;

/** Names that the properties of a type may have. */
interface PropertyNames {
  /** For people: a pattern stands for the names that it has a place for: `learningRate[0]`. */
  readonly list: readonly string[];
  readonly has: (name: string) => boolean;
}

/** The properties of a type, or of each of its alternatives. Null where it may have any. */
export function propertyNames(type: ts.Type, checker: ts.TypeChecker): PropertyNames | null {
  const known = checker.getNonNullableType(type);
  const alternatives = known.isUnion() ? known.types : [known];
  const keys = alternatives.flatMap((each) => checker.getIndexInfosOfType(each).map(({ keyType }) => keyType));
  const patterns = keys.filter(isPattern);
  const isObject = ({ flags }: ts.Type) => (flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
  if (patterns.length < keys.length || !alternatives.every(isObject)) return null;
  const names = new Set(alternatives.flatMap((each) => checker.getPropertiesOfType(each).map(({ name }) => name)));
  return {
    list: [...names, ...new Set(patterns.map(({ texts, types }) => fill(texts, types.map(placeText))))],
    has: (name) => names.has(name) || patterns.some((pattern) => patternOf(pattern).test(name)),
  };
}

function isPattern(type: ts.Type): type is ts.TemplateLiteralType {
  return (type.flags & ts.TypeFlags.TemplateLiteral) !== 0;
}

function patternOf({ texts, types }: ts.TemplateLiteralType): RegExp {
  const places = types.map((type) => ((type.flags & ts.TypeFlags.Number) !== 0 ? '\\d+' : '.*'));
  return new RegExp(
    `^${fill(
      texts.map((text) => RegExp.escape(text)),
      places,
    )}$`,
  );
}

function placeText(type: ts.Type): string {
  return (type.flags & ts.TypeFlags.Number) !== 0 ? '0' : '…';
}

/** Texts with what stands between them. */
function fill(texts: readonly string[], places: readonly string[]): string {
  return texts.map((text, index) => text + (places[index] ?? '')).join('');
}

/** A sentence that tells them, after one that tells the name most like the written one. */
export function listNames(type: ts.Type, checker: ts.TypeChecker, written = ''): string {
  // Those that Astro gives to every tag are of no help.
  const names = propertyNames(type, checker)?.list.filter((name) => name !== 'slot' && name !== 'key') ?? [];
  if (names.length === 0) return 'The widget catalogue shows what there is.';
  const similar = written === '' ? null : similarName(written, names);
  const guess = similar === null ? '' : `Is it “${similar}”? `;
  return `${guess}There is ${names.slice(0, MOST_NAMES).join(', ')}${names.length > MOST_NAMES ? ' and others' : ''}.`;
}
