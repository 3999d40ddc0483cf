import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { mdxToMdast, type MdastNode } from 'satteri';
import ts from 'typescript';
import { root as generator } from '../setup/paths.mjs';
import { pageIdOfFile } from '../../src/languages/page-file.ts';
import { pageHref, parsePageId } from '../../src/languages/page-id.ts';
import { readFrontMatter, type FrontMatter } from './front-matter.ts';
import { allNodes, jsxElements, startOf } from './mdx-nodes.ts';

/** A name that a chapter imports. */
export interface ChapterImport {
  readonly name: string;
  /** As the import writes it. */
  readonly specifier: string;
  /** The file on disk; null for a package. */
  readonly file: string | null;
  readonly line: number;
}

/** One MDX file, parsed as the site parses it. */
export interface Chapter {
  /** Absolute. */
  readonly path: string;
  /** Below the root, with slashes: how messages call it. */
  readonly file: string;
  /** Of its page, below the site's base: `lessons/digits/`, `` for the front page, `de/lessons/digits/` in German. */
  readonly address: string;
  /** That it is translated into; undefined for an original. */
  readonly language: string | undefined;
  /** The whole file. */
  readonly text: string;
  readonly frontMatter: FrontMatter;
  /** Null where the text cannot be read as MDX; then `syntaxError` says why. */
  readonly tree: MdastNode | null;
  readonly syntaxError: { readonly line: number; readonly column: number; readonly reason: string } | null;
  readonly imports: readonly ChapterImport[];
}

/**
 * @param path absolute
 * @param root the course's folder, below which messages name files
 * @param content the folder with the pages
 */
export function readChapter(path: string, root: string, content: string): Chapter {
  const text = readFileSync(path, 'utf8');
  const frontMatter = readFrontMatter(text);
  const { language, page } = parsePageId(pageIdOfFile(below(content, path), frontMatter.values.slug));
  const address = pageHref(language, page, '').slice(1);
  const place = { path, file: below(root, path), address, language, text, frontMatter };
  try {
    const tree = mdxToMdast(text);
    const syntaxError = misplacedClosing(tree, text);
    if (syntaxError) return { ...place, tree: null, syntaxError, imports: [] };
    return { ...place, tree, syntaxError: null, imports: readImports(tree, path) };
  } catch (error) {
    return { ...place, tree: null, syntaxError: readSyntaxError(error), imports: [] };
  }
}

function below(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** The parser's message is `line:column: reason (rule)`. */
function readSyntaxError(error: unknown): Chapter['syntaxError'] {
  const message = error instanceof Error ? error.message : String(error);
  const [, line, column, reason] = /^(\d+):(\d+): (.*?)(?: \([\w:-]+\))?$/s.exec(message) ?? [];
  return { line: Number(line ?? 1), column: Number(column ?? 1), reason: reason ?? message };
}

/** The parser gives a tag that ends in a list, in which it did not begin, a name that nobody wrote. */
function misplacedClosing(tree: MdastNode, text: string): Chapter['syntaxError'] {
  const written = (offset: number | undefined) => /^<([^\s/>]*)/.exec(text.slice(offset))?.[1];
  const found = jsxElements(tree).find(
    ({ name, position }) => name !== null && name !== written(position?.start.offset),
  );
  if (!found) return null;
  const tag = written(found.position?.start.offset) ?? '';
  const reason = `<${tag}> ends in a list or a quotation that begins after it, because </${tag}> is indented`;
  return { ...startOf(found), reason };
}

function readImports(tree: MdastNode, path: string): ChapterImport[] {
  return allNodes(tree).flatMap(({ node }) => {
    if (node.type !== 'mdxjsEsm') return [];
    const source = ts.createSourceFile('chapter.ts', node.value, ts.ScriptTarget.Latest);
    const firstLine = node.position?.start.line ?? 1;
    return source.statements.filter(ts.isImportDeclaration).flatMap((statement) => {
      if (!ts.isStringLiteral(statement.moduleSpecifier)) return [];
      const specifier = statement.moduleSpecifier.text;
      const line = firstLine + source.getLineAndCharacterOfPosition(statement.getStart(source)).line;
      const file = resolve(specifier, path);
      return importedNames(statement.importClause).map((name) => ({ name, specifier, file, line }));
    });
  });
}

function importedNames(clause: ts.ImportClause | undefined): string[] {
  const named = clause?.namedBindings;
  const names = named && ts.isNamedImports(named) ? named.elements.map(({ name }) => name.text) : [];
  return clause?.name ? [clause.name.text, ...names] : names;
}

function resolve(specifier: string, path: string): string | null {
  const name = specifier.replace(/\?.*$/, '');
  if (name.startsWith('@components/')) return join(generator, 'components', name.slice('@components/'.length));
  return name.startsWith('.') ? join(dirname(path), name) : null;
}
