import type { Problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { jsxElements, startOf, textAttribute } from '../mdx-nodes.ts';

const sides = { keras: 'Keras', torch: 'PyTorch' } as const;

/** Comparisons of which one framework is missing. */
export const compareProblems: Rule = ({ file, tree }) =>
  jsxElements(tree)
    .filter(({ name }) => name === 'Compare')
    .flatMap((compare) => {
      const there = new Set(jsxElements(compare).map((element) => textAttribute(element, 'slot')));
      return Object.entries(sides)
        .filter(([slot]) => !there.has(slot))
        .map(([slot, framework]): Problem => ({
          file,
          ...startOf(compare),
          fact: `A comparison has no side for ${framework}.`,
          fix: `Write it between <Fragment slot="${slot}"> and </Fragment>.`,
        }));
    });
