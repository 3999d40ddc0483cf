import type { SyntaxNode } from '@lezer/common';
import type { Span } from './syntax.ts';

/** The nodes below one of the parser's, without comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'Comment') children.push(child);
  }
  return children;
}

export function spanOf({ from, to }: SyntaxNode): Span {
  return { start: from, end: to };
}
