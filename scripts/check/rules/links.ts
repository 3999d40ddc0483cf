import GithubSlugger from 'github-slugger';
import { toString } from 'mdast-util-to-string';
import { pageHref, parsePageId } from '../../../src/languages/page-id.ts';
import { allNodes, jsxElements, startOf, textAttribute } from '../mdx-nodes.ts';
import type { Chapter } from '../chapter.ts';
import { decodedAddress } from '../decoded-address.ts';
import type { Problem } from '../problem.ts';
import type { Rule } from '../rule.ts';

/** Any address will do: only what stands behind it counts. */
const SITE = 'https://course.invalid/';
const ADDRESS_FIX =
  'Write the address as seen from this page: that of another lesson is ../its-name/, that of the glossary ../../glossary/.';

/** Links within the course to pages and places that are not there. Addresses outside are not opened. */
export const linkProblems: Rule = (chapter, course) =>
  allNodes(chapter.tree).flatMap(({ node }): Problem[] => {
    if (node.type !== 'link' || /^\w+:/.test(node.url)) return [];
    const problem = (fact: string, fix: string): Problem => ({ file: chapter.file, ...startOf(node), fact, fix });
    if (!URL.canParse(node.url, SITE)) return [problem(`“${node.url}” is no address.`, ADDRESS_FIX)];
    const { pathname, hash } = new URL(node.url, SITE + chapter.address);
    const address = decodedAddress(pathname.slice(1));
    // A page that is not translated is shown in the language of its original.
    const page = course.pages.get(address) ?? course.pages.get(originalOf(address));
    if (!page) return [problem(`The link leads to /${address}, which no page has.`, ADDRESS_FIX)];
    const anchor = decodedAddress(hash.slice(1));
    if (anchor === '' || !page.tree || !isWritten(page) || anchorsOf(page.tree).has(anchor)) return [];
    return [problem(`The page /${address} has no place “#${anchor}”.`, 'Use the id of an experiment or a heading.')];
  });

/** Places of a lesson stand in its text; a component may write those of another page. */
function isWritten({ address }: Chapter): boolean {
  return originalOf(address).startsWith('lessons/');
}

function originalOf(address: string): string {
  return pageHref(undefined, parsePageId(address.replace(/\/$/, '')).page, '').slice(1);
}

/** Ids of elements, and those that headings get from their words. */
function anchorsOf(tree: NonNullable<Chapter['tree']>): Set<string> {
  const slugger = new GithubSlugger();
  const headings = allNodes(tree).flatMap(({ node }) =>
    node.type === 'heading' ? [slugger.slug(toString(node))] : [],
  );
  return new Set([...headings, ...jsxElements(tree).flatMap((element) => textAttribute(element, 'id') ?? [])]);
}
