import { existsSync, readFileSync } from 'node:fs';
import type { Problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { allNodes, hasAttribute, isJsx, startOf } from '../mdx-nodes.ts';

/** Experiments without a name or an expectation, and those that stand in a list. */
export const experimentProblems: Rule = ({ file, tree, imports }) => {
  const kinds = new Set(imports.filter((each) => isExperiment(each.file)).map(({ name }) => name));
  return allNodes(tree).flatMap(({ node, ancestors }): Problem[] => {
    if (!isJsx(node) || node.name === null || !kinds.has(node.name)) return [];
    const problem = (fact: string, fix: string): Problem => ({ file, ...startOf(node), fact, fix });
    const missing = ['id', 'expect'].filter((name) => !hasAttribute(node, name));
    return [
      ...missing.map((name) =>
        problem(
          `<${node.name}> has no ${name}.`,
          name === 'id'
            ? 'Give it a name that is unique on the page, such as id="my-network".'
            : 'Say what a run has to reach, such as expect={{ quick: { testAccuracy: { min: 0.3 } } }}.',
        ),
      ),
      ...(ancestors.some(({ type }) => type === 'listItem')
        ? [problem(`<${node.name}> stands in a list.`, 'Put it between two paragraphs, at the beginning of a line.')]
        : []),
    ];
  });
};

/** Whether a component is an experiment: it has its frame. */
function isExperiment(file: string | null): boolean {
  return (
    file !== null && file.endsWith('.astro') && existsSync(file) && /<Experiment\s/.test(readFileSync(file, 'utf8'))
  );
}
