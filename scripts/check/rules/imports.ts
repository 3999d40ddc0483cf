import { existsSync } from 'node:fs';
import type { Problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { jsxElements, startOf } from '../mdx-nodes.ts';

/** Tags of HTML are written in small letters; Fragment is there without an import. */
const needsImport = (name: string) => /^[A-Z]/.test(name) && name !== 'Fragment';

/** Imports of files that are not there, and components that nothing imports. */
export const importProblems: Rule = ({ file, tree, imports }) => {
  const missing = imports
    .filter((each) => each.file !== null && !existsSync(each.file))
    .map(({ name, specifier, line }): Problem => ({
      file,
      line,
      column: 1,
      fact: `There is no file “${specifier.replace(/\?.*$/, '')}”, which ${name} is imported from.`,
      fix: 'Mend the name, or add the file.',
    }));
  const imported = new Set(imports.map(({ name }) => name));
  const unknown = jsxElements(tree).flatMap((element): Problem[] => {
    const { name } = element;
    if (name === null || !needsImport(name) || imported.has(name.replace(/\..*$/, ''))) return [];
    return [
      {
        file,
        ...startOf(element),
        fact: `<${name}> is used and not imported.`,
        fix: 'Copy its import from the widget catalogue to the lines below the front matter.',
      },
    ];
  });
  return [...missing, ...unknown];
};
