import ts from 'typescript';
import type { ChapterTypes } from '../chapter-types.ts';
import { attributeValues, unknownValue } from '../literal-value.ts';
import type { Problem } from '../problem.ts';
import type { ParsedChapter } from '../rule.ts';
import { nodesOf, placeOf } from '../ts-nodes.ts';
import { settingComplaints } from './widget-settings.ts';

/**
 * Settings that the form of a widget would refuse: out of range, more images than there are, layers that do not fit.
 *
 * @param known problems of the chapter's properties: where one has another type, its range is not looked at
 */
export function settingProblems(
  chapter: ParsedChapter,
  { sourceOf }: ChapterTypes,
  known: readonly Problem[],
): Problem[] {
  const source = sourceOf(chapter);
  return nodesOf(source).flatMap((tag): Problem[] => {
    if (!ts.isJsxOpeningLikeElement(tag) || known.some(isWithin(tag, source))) return [];
    const props = attributeValues(tag.attributes);
    const folder = folderOf(tag, chapter, source);
    if (props === unknownValue || folder === undefined) return [];
    return settingComplaints(folder, props).map(({ field, fact, fix }) => {
      const place = nodesOf(tag).find(
        (node) => (ts.isPropertyAssignment(node) || ts.isJsxAttribute(node)) && node.name.getText(source) === field,
      );
      return { file: chapter.file, ...placeOf(source, (place ?? tag).getStart(source)), fact, fix };
    });
  });
}

function folderOf(
  tag: ts.JsxOpeningLikeElement,
  { imports }: ParsedChapter,
  source: ts.SourceFile,
): string | undefined {
  const name = tag.tagName.getText(source);
  const component = imports.find((each) => each.name === name)?.specifier;
  return /^@components\/([^/]+)\//.exec(component ?? '')?.[1];
}

function isWithin(node: ts.Node, source: ts.SourceFile): (problem: Problem) => boolean {
  const first = placeOf(source, node.getStart(source)).line;
  const last = placeOf(source, node.end).line;
  return ({ line }) => first <= line && line <= last;
}
