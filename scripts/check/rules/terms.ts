import { similarName } from '../../../src/expressions/similar-name.ts';
import type { Problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { jsxElements, startOf, textAttribute } from '../mdx-nodes.ts';

/** Terms that the glossary does not explain. */
export const termProblems: Rule = ({ file, tree }, { terms }) =>
  jsxElements(tree)
    .filter(({ name }) => name === 'Term')
    .flatMap((element): Problem[] => {
      const id = textAttribute(element, 'id') ?? '';
      if (terms.has(id)) return [];
      const fact = `The glossary has no term “${id}”.`;
      return [
        {
          file,
          ...startOf(element),
          fact,
          fix: `${similarTerm(id, terms)}The page Glossary has them all: the id is what follows # in the address of an entry.`,
        },
      ];
    });

function similarTerm(id: string, terms: ReadonlySet<string>): string {
  const similar = similarName(id, [...terms]);
  return similar === null ? '' : `Is it “${similar}”? `;
}
