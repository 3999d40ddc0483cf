import ts from 'typescript';
import { propsType } from '../../../components/prop-table/component-program.ts';
import type { ChapterTypes } from '../chapter-types.ts';
import type { Problem } from '../problem.ts';
import type { ParsedChapter } from '../rule.ts';
import { nodesOf, placeOf } from '../ts-nodes.ts';
import { listNames, propertyNames } from './property-names.ts';

/** Goals that watch an experiment which the page does not have, or wait for figures that it does not give. */
export function goalProblems(chapter: ParsedChapter, { checker, sourceOf }: ChapterTypes): Problem[] {
  const source = sourceOf(chapter);
  const tags = nodesOf(source).filter(ts.isJsxOpeningLikeElement);
  const problemAt = (node: ts.Node, fact: string, fix: string): Problem => ({
    file: chapter.file,
    ...placeOf(source, node.getStart(source)),
    fact,
    fix,
  });
  return tags
    .filter((tag) => tag.tagName.getText(source) === 'Goal')
    .flatMap((goal): Problem[] => {
      const asked = attribute(goal, 'experiment');
      const id = textOf(asked);
      if (!asked || id === undefined) return [];
      const watched = tags.find((tag) => tag !== goal && textOf(attribute(tag, 'id')) === id);
      if (!watched) {
        return [
          problemAt(
            asked,
            `This chapter has no experiment “${id}”.`,
            'Give the goal the id of one of its experiments.',
          ),
        ];
      }
      const figures = figuresOf(watched, checker);
      const known = figures && propertyNames(figures, checker);
      if (!figures || !known) return [];
      return expectedFigures(goal)
        .filter((figure) => !known.has(figure.text))
        .map((figure) =>
          problemAt(
            figure,
            `Nothing that “${id}” measures is called “${figure.text}”.`,
            listNames(figures, checker, figure.text),
          ),
        );
    });
}

function attribute(tag: ts.JsxOpeningLikeElement, name: string): ts.JsxAttribute | undefined {
  return tag.attributes.properties.filter(ts.isJsxAttribute).find((each) => each.name.getText() === name);
}

function textOf(written: ts.JsxAttribute | undefined): string | undefined {
  const value = written?.initializer;
  return value && ts.isStringLiteral(value) ? value.text : undefined;
}

/** The type of what a widget's `expect` may have for a preset; undefined where it expects nothing. */
function figuresOf(tag: ts.JsxOpeningLikeElement, checker: ts.TypeChecker): ts.Type | undefined {
  const member = (type: ts.Type | undefined, name: string) => {
    const symbol = type && checker.getNonNullableType(type).getProperty(name);
    return symbol && checker.getTypeOfSymbolAtLocation(symbol, tag);
  };
  const props = propsType(checker.getTypeAtLocation(tag.tagName), tag, checker);
  const figures = member(member(props, 'expect'), 'standard');
  return figures && checker.getNonNullableType(figures);
}

/** The names in a goal's `expect`. */
function expectedFigures(goal: ts.JsxOpeningLikeElement): (ts.Identifier | ts.StringLiteral)[] {
  const value = attribute(goal, 'expect')?.initializer;
  const object = value && ts.isJsxExpression(value) ? value.expression : undefined;
  if (!object || !ts.isObjectLiteralExpression(object)) return [];
  return object.properties.flatMap(({ name }) =>
    name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? [name] : [],
  );
}
