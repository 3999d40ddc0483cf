/** What the rules read of TypeScript's tree of a chapter. */
import ts from 'typescript';
import type { Problem } from './problem.ts';

/** A node and all in it, in the order of the text. */
export function nodesOf(node: ts.Node): ts.Node[] {
  const inside: ts.Node[] = [];
  ts.forEachChild(node, (child) => void inside.push(...nodesOf(child)));
  return [node, ...inside];
}

/** Line and column of an offset. */
export function placeOf(source: ts.SourceFile, offset: number): Pick<Problem, 'line' | 'column'> {
  const { line, character } = source.getLineAndCharacterOfPosition(offset);
  return { line: line + 1, column: character + 1 };
}
