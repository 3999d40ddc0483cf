import { existsSync } from 'node:fs';
import { readProps } from '../component-props.ts';
import { hasAttribute, jsxElements, startOf, type JsxElement } from '../mdx-nodes.ts';
import type { Problem } from '../problem.ts';
import type { Rule } from '../rule.ts';

/** Astro's own, which every component takes. */
const astroProps = new Set(['slot', 'key']);

/** Properties that a component of the course does not have, and those that it lacks. `id` and `expect` have a rule of their own. */
export const propProblems: Rule = ({ file, tree, imports }) =>
  jsxElements(tree).flatMap((element): Problem[] => {
    const component = imports.find(({ name }) => name === element.name)?.file;
    if (!component?.endsWith('.astro') || !existsSync(component)) return [];
    const props = readProps(component);
    if (!props) return [];
    const names = attributeNames(element);
    const unknown = names.filter((name) => !props.known.has(name) && !astroProps.has(name) && !name.includes(':'));
    const missing = hasSpread(element)
      ? []
      : props.required.filter((name) => name !== 'id' && !hasAttribute(element, name));
    const problem = (fact: string, fix: string): Problem => ({ file, ...startOf(element), fact, fix });
    const tag = `<${element.name ?? ''}>`;
    return [
      ...unknown.map((name) => problem(`${tag} has no property “${name}”.`, `It has ${[...props.known].join(', ')}.`)),
      ...missing.map((name) => problem(`${tag} lacks “${name}”.`, 'The widget catalogue says what it is.')),
    ];
  });

function attributeNames({ attributes }: JsxElement): string[] {
  return attributes.flatMap((attribute) => (attribute.type === 'mdxJsxAttribute' ? [attribute.name] : []));
}

function hasSpread({ attributes }: JsxElement): boolean {
  return attributes.some(({ type }) => type === 'mdxJsxExpressionAttribute');
}
