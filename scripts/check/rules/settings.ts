import ts from 'typescript';
import type { ChapterTypes } from '../chapter-types.ts';
import { attributeValues, unknownValue } from '../literal-value.ts';
import type { Problem } from '../problem.ts';
import type { ParsedChapter } from '../rule.ts';
import { nodesOf, placeOf } from '../ts-nodes.ts';
import { settingComplaints } from './widget-settings.ts';

/** Properties that no setting depends on, so their values may be computed. */
const SAY_NOTHING: ReadonlySet<string> = new Set(['id', 'title', 'expect', 'differences']);

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
    const written = attributeValues(tag.attributes);
    const folder = folderOf(tag, chapter, source);
    if (!written || folder === undefined) return [];
    const isComputed = (value: unknown) => value === unknownValue;
    const props = [...written].filter(([name, value]) => !(SAY_NOTHING.has(name) && isComputed(value)));
    if (props.some(([, value]) => isComputed(value))) return [];
    return settingComplaints(folder, Object.fromEntries(props)).map(({ field, layerIndex, fact, fix }) => {
      const place = placeOfSetting(tag, field, layerIndex ?? null, source);
      return { file: chapter.file, ...placeOf(source, place.getStart(source)), fact, fix };
    });
  });
}

/** The layer, where a setting is one of a list that is written there, else the setting, else the tag. */
function placeOfSetting(tag: ts.Node, field: string, layerIndex: number | null, source: ts.SourceFile): ts.Node {
  const setting = nodesOf(tag).find(
    (node) => (ts.isPropertyAssignment(node) || ts.isJsxAttribute(node)) && node.name.getText(source) === field,
  );
  const list = setting && layerIndex !== null ? nodesOf(setting).find(ts.isArrayLiteralExpression) : undefined;
  return list?.elements[layerIndex ?? 0] ?? setting ?? tag;
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
