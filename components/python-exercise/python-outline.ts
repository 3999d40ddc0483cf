/** What can be told of a program of Python without running it. */
import type { SyntaxNode } from '@lezer/common';
import { placeOf } from '../../src/expressions/expression-error.ts';
import { parseTree } from '../../src/expressions/parse.ts';
import { childrenOf } from '../../src/expressions/syntax-nodes.ts';

export interface PythonOutline {
  /** Names that have a value when the program has ended, in the order of the text. */
  readonly names: readonly string[];
  /** Lines, counted from 1, of assertions without a message. */
  readonly silentAssertions: readonly number[];
  readonly assertionCount: number;
}

/** @throws {ExpressionError} where the source is no Python. */
export function outlinePython(source: string): PythonOutline {
  const top = parseTree(source);
  const assertions = childrenOf(top).filter(({ name }) => name === 'AssertStatement');
  return {
    names: [...new Set(statementsOf(top).flatMap((node) => definedNames(node, source)))],
    silentAssertions: assertions
      .filter((node) => !childrenOf(node).some(({ name }) => name === ','))
      .map(({ from }) => placeOf(source, from).line),
    assertionCount: assertions.length,
  };
}

/** All statements but those of functions and classes, whose names are their own. */
function statementsOf(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).flatMap((child) => {
    if (child.name === 'DecoratedStatement' || child.name === 'Body') return statementsOf(child);
    const bodies = isDefinition(child) ? [] : childrenOf(child).filter(({ name }) => name === 'Body');
    return [child, ...bodies.flatMap(statementsOf)];
  });
}

function isDefinition({ name }: SyntaxNode): boolean {
  return name === 'FunctionDefinition' || name === 'ClassDefinition';
}

function definedNames(statement: SyntaxNode, source: string): string[] {
  const children = childrenOf(statement);
  const before = (name: string) =>
    children.slice(
      0,
      children.findLastIndex((child) => child.name === name),
    );
  switch (statement.name) {
    case 'AssignStatement':
      return before('AssignOp').flatMap((target) => targetNames(target, source));
    case 'ForStatement':
      return before('in').flatMap((target) => targetNames(target, source));
    case 'WithStatement':
      return children
        .filter((_, index) => children[index - 1]?.name === 'as')
        .flatMap((target) => targetNames(target, source));
    case 'FunctionDefinition':
    case 'ClassDefinition':
      return children.filter(({ name }) => name === 'VariableName').map((name) => source.slice(name.from, name.to));
    default:
      return [];
  }
}

function targetNames(target: SyntaxNode, source: string): string[] {
  if (target.name === 'VariableName') return [source.slice(target.from, target.to)];
  const isGroup = ['TupleExpression', 'ArrayExpression', 'ParenthesizedExpression'].includes(target.name);
  return isGroup ? childrenOf(target).flatMap((part) => targetNames(part, source)) : [];
}
