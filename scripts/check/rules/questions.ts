import type { Problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { allNodes, jsxElements, startOf } from '../mdx-nodes.ts';

/** Questions that nobody can answer right. */
export const questionProblems: Rule = ({ file, tree }) =>
  jsxElements(tree)
    .filter(({ name }) => name === 'Question')
    .flatMap((question): Problem[] => {
      const nodes = allNodes(question).map(({ node }) => node);
      // Steps that are to be put in order are a numbered list, whose order is the answer.
      const hasOrder = nodes.some((node) => node.type === 'list' && node.ordered);
      const marks = nodes.flatMap((node) => (node.type === 'listItem' ? [node.checked] : []));
      if (hasOrder || marks.includes(true)) return [];
      const fact = 'A question has no right answer.';
      return [{ file, ...startOf(question), fact, fix: 'Mark what is right with an x: - [x] the right answer.' }];
    });
