import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decodedAddress } from '../decoded-address.ts';
import type { Problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { allNodes, isJsx, startOf, textAttribute } from '../mdx-nodes.ts';

const MOST_BYTES = 1_000_000;

/** Images without a description, that are not there, or that are too large for a slow connection. */
export const imageProblems: Rule = ({ path, file, tree }) =>
  allNodes(tree).flatMap(({ node }): Problem[] => {
    const image =
      node.type === 'image'
        ? { url: node.url, alt: node.alt }
        : isJsx(node) && (node.name === 'img' || node.name === 'Image')
          ? { url: textAttribute(node, 'src'), alt: textAttribute(node, 'alt') }
          : null;
    if (!image) return [];
    const problem = (fact: string, fix: string): Problem => ({ file, ...startOf(node), fact, fix });
    const isUndescribed = (image.alt ?? '').trim() === '';
    return [
      ...(isUndescribed
        ? [
            problem(
              'An image has no description.',
              'Say what it shows between the brackets: ![what it shows](file.png).',
            ),
          ]
        : []),
      ...fileProblems(path, image.url, problem),
    ];
  });

function fileProblems(
  path: string,
  url: string | null | undefined,
  problem: (fact: string, fix: string) => Problem,
): Problem[] {
  if (url === null || url === undefined || /^(\w+:|\/)/.test(url)) return [];
  const imageFile = join(dirname(path), decodedAddress(url));
  if (!existsSync(imageFile)) return [problem(`There is no image “${url}”.`, 'Mend the name, or add the file.')];
  const { size } = statSync(imageFile);
  if (size <= MOST_BYTES) return [];
  const megabytes = (size / 1_000_000).toFixed(1);
  return [problem(`The image “${url}” has ${megabytes} MB.`, 'Save it smaller: a page’s image has at most 1 MB.')];
}
