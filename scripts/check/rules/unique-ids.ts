import type { Problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { jsxElements, startOf, textAttribute } from '../mdx-nodes.ts';

/** Names that two elements of a chapter have. */
export const uniqueIdProblems: Rule = ({ file, tree }) => {
  const firstLines = new Map<string, number>();
  return jsxElements(tree).flatMap((element): Problem[] => {
    const id = textAttribute(element, 'id');
    // A term is named by an entry of the glossary, and as often as it is explained.
    if (id === undefined || element.name === 'Term') return [];
    const start = startOf(element);
    const firstLine = firstLines.get(id);
    if (firstLine === undefined) {
      firstLines.set(id, start.line);
      return [];
    }
    const fact = `The id “${id}” is taken by line ${firstLine}.`;
    return [{ file, ...start, fact, fix: 'Give this one a name of its own: links and tests use it.' }];
  });
};
