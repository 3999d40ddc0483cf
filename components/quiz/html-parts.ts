/** The parts of what a teacher wrote between two tags, in the HTML that Markdown made of it. Runs when the site is built. */
import type { Element, ElementContent, Root, RootContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString } from 'hast-util-to-string';
import { htmlToHast } from 'satteri';
import { QuizError } from './quiz-error.ts';

/** What stands between two tags, taken apart. */
export interface WrittenParts {
  /** Blocks of text, in their order, without hints and solution. */
  readonly blocks: readonly Element[];
  readonly hintsHtml: readonly string[];
  readonly solution: Element | null;
  /** Programs that check a reader's, and that nobody is shown. */
  readonly checks: readonly Element[];
  /** Scripts and styles that Astro put beside components. They have to stay on the page. */
  readonly assetsHtml: string;
}

export function parseHtml(html: string): Root {
  return htmlToHast(html, { fragment: true }) as Root;
}

/** @throws {QuizError} when there are two solutions. */
export function takeApart(parent: Root | Element, place: string): WrittenParts {
  const parts = contents(parent).flatMap(unwrapMarker);
  const [solution, second] = parts.filter(({ tagName }) => tagName === 'quiz-solution');
  if (second) throw new QuizError(place, 'it has two solutions.', 'Write both into one <Solution>.');
  return {
    blocks: parts.filter((part) => !isMarker(part)),
    hintsHtml: parts.filter(({ tagName }) => tagName === 'quiz-hint').map((hint) => toHtml(hint.children)),
    solution: solution ?? null,
    checks: parts.filter(({ tagName }) => tagName === 'exercise-checks'),
    assetsHtml: toHtml(elements(parent).filter(isAsset)),
  };
}

export function elements(parent: Root | Element): Element[] {
  const children: readonly RootContent[] = parent.children;
  return children.filter((child) => child.type === 'element');
}

/** What a reader sees of nodes, as text: without scripts, and without the cards of explained words. */
export function visibleText(nodes: readonly ElementContent[]): string {
  return nodes
    .map((node) => {
      if (node.type !== 'element') return toString(node);
      return isAsset(node) || node.properties.popover !== undefined ? '' : visibleText(node.children);
    })
    .join('');
}

/** Elements without the scripts and styles that Astro puts beside a component. */
export function contents(parent: Root | Element): Element[] {
  return elements(parent).filter((element) => !isAsset(element));
}

export function isMarker({ tagName }: Element): boolean {
  return tagName === 'quiz-hint' || tagName === 'quiz-solution' || tagName === 'exercise-checks';
}

function isAsset({ tagName }: Element): boolean {
  return tagName === 'script' || tagName === 'style' || tagName === 'link';
}

/** `<Hint>` in a line of its own may have become a paragraph around it. */
function unwrapMarker(element: Element): readonly Element[] {
  const inner = element.tagName === 'p' ? elements(element) : [];
  return inner.length > 0 && inner.every(isMarker) ? inner : [element];
}
