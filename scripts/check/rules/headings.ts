import type { Problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { allNodes, startOf } from '../mdx-nodes.ts';

/** Headings of the first level, which is the title's, and headings that leave a level out. */
export const headingProblems: Rule = ({ file, tree }) => {
  let level = 1;
  return allNodes(tree).flatMap(({ node }): Problem[] => {
    if (node.type !== 'heading') return [];
    const before = level;
    level = node.depth;
    const place = { file, ...startOf(node) };
    if (node.depth === 1) {
      return [
        { ...place, fact: 'A heading of the first level is the page’s title.', fix: 'Begin it with ## instead.' },
      ];
    }
    if (node.depth <= before + 1) return [];
    const fact = `A heading of level ${node.depth} follows one of level ${before}.`;
    return [{ ...place, fact, fix: `Begin it with ${'#'.repeat(before + 1)} instead.` }];
  });
};
