import ts from 'typescript';
import { propsType } from '../../../components/prop-table/component-program.ts';
import type { ChapterTypes } from '../chapter-types.ts';
import type { Problem } from '../problem.ts';
import type { ParsedChapter } from '../rule.ts';
import { nodesOf, placeOf } from '../ts-nodes.ts';
import { listNames, propertyNames } from './property-names.ts';
import { describeTypeError } from './type-errors.ts';

/**
 * Properties that a component does not have, that it lacks, or that are of another type, and expressions that name what is
 * not there. A missing `id` is told by the rule of experiments.
 */
export function propProblems(chapter: ParsedChapter, types: ChapterTypes): Problem[] {
  return [...lackingProblems(chapter, types), ...unknownProblems(chapter, types), ...typeProblems(chapter, types)];
}

function typeProblems(chapter: ParsedChapter, types: ChapterTypes): Problem[] {
  return types.diagnosticsOf(chapter).flatMap((diagnostic) => {
    const described = describeTypeError(diagnostic, types.checker);
    return described ? [{ file: chapter.file, ...placeOf(diagnostic.file, diagnostic.start), ...described }] : [];
  });
}

/** Properties of tags and of objects in them. TypeScript tells of them only where all the others are right. */
function unknownProblems(chapter: ParsedChapter, { checker, sourceOf }: ChapterTypes): Problem[] {
  const source = sourceOf(chapter);
  return nodesOf(source).flatMap((node) => {
    if (!ts.isJsxAttributes(node) && !ts.isObjectLiteralExpression(node)) return [];
    const type = ts.isJsxAttributes(node) ? propsOf(node.parent, checker) : checker.getContextualType(node);
    const known = type && propertyNames(type, checker);
    if (!known) return [];
    const owner = ts.isJsxAttributes(node) ? `<${node.parent.tagName.getText(source)}>` : ownerOf(node, source);
    return node.properties.flatMap(({ name }) => {
      const written = name?.getText(source).replaceAll(/['"]/g, '');
      // Astro has directives, such as client:load.
      if (!name || written === undefined || known.has(written) || written.includes(':')) return [];
      const fact = isOfFigures(node, source)
        ? `Nothing that the experiment measures is called “${written}”.`
        : `${owner} has no property “${written}”.`;
      const fix = listNames(type, checker, written);
      return [{ file: chapter.file, ...placeOf(source, name.getStart(source)), fact, fix }];
    });
  });
}

/** Whether an object is what `expect` has for a preset. */
function isOfFigures(object: ts.Node, source: ts.SourceFile): boolean {
  if (!ts.isPropertyAssignment(object.parent)) return false;
  // The preset stands in an object, in braces.
  const holder = object.parent.parent.parent.parent;
  return ts.isJsxAttribute(holder) && holder.name.getText(source) === 'expect';
}

/** The property that an object is the value of. */
function ownerOf(object: ts.Node, source: ts.SourceFile): string {
  const holder = ts.findAncestor(object, (node) => ts.isPropertyAssignment(node) || ts.isJsxAttribute(node));
  return `“${holder?.name.getText(source) ?? 'This'}”`;
}

/** TypeScript tells of them only where nothing else is wrong with a tag. */
function lackingProblems(chapter: ParsedChapter, { checker, sourceOf }: ChapterTypes): Problem[] {
  const source = sourceOf(chapter);
  return nodesOf(source).flatMap((tag) => {
    if (!ts.isJsxOpeningLikeElement(tag)) return [];
    const props = propsOf(tag, checker);
    if (!props || tag.attributes.properties.some(ts.isJsxSpreadAttribute)) return [];
    const written = new Set(tag.attributes.properties.map(({ name }) => name?.getText(source)));
    return checker
      .getPropertiesOfType(props)
      .filter(({ name, flags }) => (flags & ts.SymbolFlags.Optional) === 0 && name !== 'id' && !written.has(name))
      .map(({ name }) => ({
        file: chapter.file,
        ...placeOf(source, tag.getStart(source)),
        fact: `<${tag.tagName.getText(source)}> lacks “${name}”.`,
        fix: 'The widget catalogue says what it is.',
      }));
  });
}

/** Of a component; a tag of HTML has no type here. */
function propsOf(tag: ts.JsxOpeningLikeElement, checker: ts.TypeChecker): ts.Type | undefined {
  return propsType(checker.getTypeAtLocation(tag.tagName), tag, checker);
}
