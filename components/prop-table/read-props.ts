import { globSync } from 'node:fs';
import { join, sep } from 'node:path';
import ts from 'typescript';
import { createComponentProgram, propsType } from './component-program.ts';

/** A property of a component, as its `interface Props` tells. Words between backticks are code. */
export interface PropDescription {
  readonly name: string;
  readonly isRequired: boolean;
  /** `text`, `a number`, or the words that it may be. */
  readonly takes: string;
  /** The comment above it. */
  readonly meaning: string;
  /** What `@default` says of it. */
  readonly withoutIt: string;
}

/** More words than these are listed elsewhere. */
const MOST_WORDS = 8;

let program: ts.Program | undefined;

/**
 * The properties of a component, in the order of its file.
 *
 * @param component below `components/`, such as `quiz/Quiz`
 * @throws {Error} when there is no such component, or nobody has said what a property means
 */
export function readProps(component: string): PropDescription[] {
  program ??= createComponentProgram(process.cwd(), new Map([[join(process.cwd(), 'all-components.ts'), importAll()]]));
  const source = program.getSourceFile(join(process.cwd(), 'components', `${component}.astro.ts`));
  if (!source) throw new Error(`PropTable: there is no component "${component}".`);
  const checker = program.getTypeChecker();
  const [exported] = source.statements.filter(ts.isExportAssignment);
  const props = exported && propsType(checker.getTypeAtLocation(exported.expression), exported, checker);
  return (props?.getProperties() ?? []).map((symbol) => describe(component, symbol, source, checker));
}

function importAll(): string {
  const files = globSync('components/*/*.astro', { cwd: process.cwd() }).map((file) => file.split(sep).join('/'));
  return files.map((file) => `import './${file}';`).join('\n');
}

function describe(component: string, symbol: ts.Symbol, at: ts.Node, checker: ts.TypeChecker): PropDescription {
  const meaning = textOf(symbol.getDocumentationComment(checker));
  if (meaning === '')
    throw new Error(`PropTable: ${component} does not say what “${symbol.name}” is. Write it above it.`);
  const byDefault = symbol.getJsDocTags(checker).find(({ name }) => name === 'default');
  return {
    name: symbol.name,
    isRequired: (symbol.flags & ts.SymbolFlags.Optional) === 0,
    takes: typeText(checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(symbol, at)), checker),
    meaning,
    withoutIt: textOf(byDefault?.text),
  };
}

function textOf(parts: readonly ts.SymbolDisplayPart[] | undefined): string {
  return ts.displayPartsToString(parts ? [...parts] : []).replaceAll(/\s+/g, ' ');
}

/** For somebody who does not program: of an object the comment has to tell more. */
function typeText(type: ts.Type, checker: ts.TypeChecker): string {
  if ((type.flags & ts.TypeFlags.BooleanLike) !== 0) return 'the name alone';
  if ((type.flags & ts.TypeFlags.String) !== 0) return 'text';
  if ((type.flags & ts.TypeFlags.Number) !== 0) return 'a number';
  if (type.isStringLiteral()) return `\`${type.value}\``;
  if (type.isUnion() && type.types.length > MOST_WORDS) return 'a name';
  if (type.isUnion()) return [...new Set(type.types.map((each) => typeText(each, checker)))].join(', ');
  return checker.isArrayType(type) || checker.isTupleType(type) ? 'a list' : 'an object';
}
