import { join } from 'node:path';
import type ts from 'typescript';
import { createComponentProgram } from '../../components/prop-table/component-program.ts';
import { root } from '../setup/paths.mjs';
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

/** Reads chapters, and of Duet's files those that they lead to. */
export function readChapterTypes(chapters: readonly ParsedChapter[]): ChapterTypes {
  const program = createComponentProgram(
    root,
    new Map([
      [join(root, 'chapter-surroundings.d.ts'), surroundings],
      ...chapters.map((chapter) => [moduleOf(chapter), chapterAsTsx(chapter)] as const),
    ]),
  );
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

function hasPlace(diagnostic: ts.Diagnostic): diagnostic is ts.DiagnosticWithLocation {
  return diagnostic.file !== undefined && diagnostic.start !== undefined && diagnostic.length !== undefined;
}
