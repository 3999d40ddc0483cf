import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { chapterAsTsx } from './chapter-as-tsx.ts';
import type { ParsedChapter } from './rule.ts';

/** Chapters as TypeScript reads them. */
export interface ChapterTypes {
  readonly checker: ts.TypeChecker;
  readonly sourceOf: (chapter: ParsedChapter) => ts.SourceFile;
  /** What TypeScript says of a chapter; of its types only where its code can be read. */
  readonly diagnosticsOf: (chapter: ParsedChapter) => readonly ts.DiagnosticWithLocation[];
}

/** What MDX and the site add to the language. */
const surroundings = `
declare namespace JSX {
  type Element = unknown;
  type ElementType = any;
  interface IntrinsicAttributes { slot?: string; key?: unknown }
  interface IntrinsicElements { [name: string]: any }
}
declare const Fragment: (props: { slot?: string }) => unknown;
declare module '*?raw' { const text: string; export default text; }
`;

/**
 * Reads chapters, and of the repository's files those that they lead to.
 *
 * Packages are left out, because they take longer to read than all of the course; what comes from them has any type.
 * So have indices and optional properties all values, which only people who program want to hear of.
 *
 * @param root the folder with `components/` and tsconfig.json
 */
export function readChapterTypes(chapters: readonly ParsedChapter[], root: string): ChapterTypes {
  const surroundingsFile = join(root, 'chapter-surroundings.d.ts');
  const files = new Map([
    [surroundingsFile, surroundings],
    ...chapters.map((chapter) => [moduleOf(chapter), chapterAsTsx(chapter)] as const),
  ]);
  const options: ts.CompilerOptions = {
    ...readOptions(root),
    jsx: ts.JsxEmit.Preserve,
    jsxImportSource: '',
    noUncheckedIndexedAccess: false,
    exactOptionalPropertyTypes: false,
    types: [],
  };
  const program = ts.createProgram([...files.keys()], options, createHost(files, options));
  const sourceOf = (chapter: ParsedChapter): ts.SourceFile => {
    const source = program.getSourceFile(moduleOf(chapter));
    if (!source) throw new Error(`${chapter.file} is not among the chapters that were read.`);
    return source;
  };
  return {
    checker: program.getTypeChecker(),
    sourceOf,
    diagnosticsOf: (chapter) => {
      const source = sourceOf(chapter);
      const unreadable = program.getSyntacticDiagnostics(source);
      return unreadable.length > 0 ? unreadable : program.getSemanticDiagnostics(source).filter(hasPlace);
    },
  };
}

function moduleOf({ path }: ParsedChapter): string {
  return `${path}.tsx`;
}

function readOptions(root: string): ts.CompilerOptions {
  const file = join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: unknown };
  };
  const parsed = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, root);
  return parsed.options;
}

/** A host that knows the chapters' modules, and an .astro file as the module of its component. */
function createHost(files: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const isComponent = (file: string) => file.endsWith('.astro.ts') && existsSync(file.slice(0, -'.ts'.length));
  const read = (file: string) =>
    files.get(file) ?? (isComponent(file) ? componentModule(file.slice(0, -'.ts'.length)) : undefined);
  const chapterHost: ts.CompilerHost = {
    ...host,
    fileExists: (file) => files.has(file) || isComponent(file) || host.fileExists(file),
    readFile: (file) => read(file) ?? host.readFile(file),
    getSourceFile: (file, version) => {
      const text = read(file);
      return text === undefined ? host.getSourceFile(file, version) : ts.createSourceFile(file, text, version, true);
    },
    resolveModuleNameLiterals: (literals, file) =>
      literals.map(({ text }) =>
        /^(\.|@components\/)/.test(text)
          ? ts.resolveModuleName(text, file, options, chapterHost)
          : { resolvedModule: undefined },
      ),
  };
  return chapterHost;
}

/** The script of a component, with the component as what it exports. */
function componentModule(file: string): string {
  const script = /^---\r?\n([\s\S]*?)\r?\n---/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  const props = /\b(interface|type) Props\b/.test(script) ? 'Props' : '{}';
  return `${script}\nexport default (_: ${props}): unknown => null;`;
}

function hasPlace(diagnostic: ts.Diagnostic): diagnostic is ts.DiagnosticWithLocation {
  return diagnostic.file !== undefined && diagnostic.start !== undefined && diagnostic.length !== undefined;
}
