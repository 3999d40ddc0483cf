import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** The properties of a component that `interface Props` of its file lists. */
export interface ComponentProps {
  readonly known: ReadonlySet<string>;
  readonly required: readonly string[];
}

/** @returns null for a file whose properties are not all written down in it, such as one that extends others. */
export function readProps(astroFile: string): ComponentProps | null {
  const script = /^---\r?\n([\s\S]*?)\r?\n---/.exec(readFileSync(astroFile, 'utf8'))?.[1] ?? '';
  const source = ts.createSourceFile('component.ts', script, ts.ScriptTarget.Latest);
  const props = source.statements.filter(ts.isInterfaceDeclaration).find(({ name }) => name.text === 'Props');
  if (!props || props.heritageClauses !== undefined) return null;
  const members = props.members.filter(ts.isPropertySignature).map(({ name, questionToken }) => ({
    name: ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : '',
    isOptional: questionToken !== undefined,
  }));
  return {
    known: new Set(members.map(({ name }) => name)),
    required: members.filter(({ isOptional }) => !isOptional).map(({ name }) => name),
  };
}
