import type { MdastNode } from 'satteri';
import ts from 'typescript';
import { allNodes, isJsx, type JsxElement } from './mdx-nodes.ts';
import type { ParsedChapter } from './rule.ts';

/**
 * The code of a chapter as a module with JSX: imports, tags and expressions in their lines and columns, everything else
 * blank. So what TypeScript says of a place holds for the chapter.
 */
export function chapterAsTsx({ text, tree }: ParsedChapter): string {
  const nodes = allNodes(tree).map(({ node }) => node);
  const code = blankOutside(text, nodes.flatMap(codeRanges(text)));
  const importsEnd = Math.max(0, ...nodes.filter(({ type }) => type === 'mdxjsEsm').map((node) => rangeOf(node).end));
  // One element around all others. It begins on the empty line below the imports, where it moves nothing.
  return `${code.slice(0, importsEnd)};<>${code.slice(importsEnd)}</>;`;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function codeRanges(text: string): (node: MdastNode) => Range[] {
  return (node) => {
    if (isJsx(node)) return tagRanges(text, node);
    const isCode = node.type === 'mdxjsEsm' || node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression';
    return isCode ? [rangeOf(node)] : [];
  };
}

/** Where the opening tag of an element lies, and the closing one, if it has one. */
function tagRanges(text: string, element: JsxElement): Range[] {
  const { start, end } = rangeOf(element);
  const source = text.slice(start, end);
  const opening = { start, end: start + openingTagLength(source) };
  const closing = /<\/[^<>]*>$/.exec(source);
  return closing ? [opening, { start: start + closing.index, end }] : [opening];
}

/** Only TypeScript knows where a tag ends that has arrows and comparisons in its attributes. */
function openingTagLength(source: string): number {
  const file = ts.createSourceFile('tag.tsx', source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const find = (node: ts.Node): ts.Node | undefined =>
    ts.isJsxOpeningLikeElement(node) || ts.isJsxOpeningFragment(node) ? node : ts.forEachChild(node, find);
  return find(file)?.end ?? 0;
}

function rangeOf({ position }: MdastNode): Range {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}

function blankOutside(text: string, ranges: readonly Range[]): string {
  const blank = (start: number, end?: number) => text.slice(start, end).replaceAll(/[^\r\n]/g, ' ');
  let end = 0;
  let code = '';
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    // An expression in an attribute is told with its tag and by itself.
    if (range.start < end) continue;
    code += blank(end, range.start) + text.slice(range.start, range.end);
    end = range.end;
  }
  return code + blank(end);
}
