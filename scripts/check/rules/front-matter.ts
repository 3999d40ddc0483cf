import { z } from 'astro/zod';
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { lessonSchema } from '../../../src/schemas/lesson.ts';
import type { Chapter } from '../chapter.ts';
import type { Problem } from '../problem.ts';

/** What a chapter of a course needs; src/schemas/lesson.ts knows the rest. */
const chapterSchema = z.looseObject({
  ...lessonSchema.shape,
  title: z.string().min(1),
  description: z.string().min(1),
  slug: z.string().regex(/^lessons\/[^\s/]+$/, 'it is lessons/ and one word, such as lessons/my-chapter'),
  lesson: z.number().int().nonnegative(),
});
/** Starlight's own, besides those above. */
const starlightKeys = [
  'sidebar',
  'draft',
  'tableOfContents',
  'template',
  'head',
  'lastUpdated',
  'prev',
  'next',
  'pagefind',
];
const knownKeys = new Set([...Object.keys(chapterSchema.shape), ...starlightKeys]);
/** The dashes stand on the first line. */
const LINES_BEFORE = 1;

/** Front matter that YAML cannot read, that lacks something, or says what no chapter has. */
export function frontMatterProblems({ file, frontMatter }: Chapter): Problem[] {
  const lines = new LineCounter();
  const document = parseDocument(frontMatter.text, { lineCounter: lines });
  const problemAt = (offset: number, fact: string, fix: string): Problem => {
    const { line, col } = lines.linePos(offset);
    return { file, line: line + LINES_BEFORE, column: col, fact, fix };
  };
  if (document.errors.length > 0) {
    return document.errors.map(({ pos, message }) =>
      problemAt(
        pos[0],
        `The front matter cannot be read: ${message.split('\n')[0]?.replace(/ at line.*$/, '')}.`,
        'Write it as “name: value”, indented by spaces, and put quotation marks around a value with a colon.',
      ),
    );
  }
  const values: unknown = document.toJS() ?? {};
  const unknown = keysOf(document).filter(({ name }) => !knownKeys.has(name));
  return [
    ...unknown.map(({ name, offset }) =>
      problemAt(offset, `The front matter has no word “${name}”.`, 'Remove it, or mend its spelling.'),
    ),
    ...(chapterSchema.safeParse(values).error?.issues ?? []).map(({ path, message }) => {
      const name = path.join('.');
      return document.hasIn(path)
        ? problemAt(
            offsetOf(document, path),
            `“${name}” is not right: ${message}.`,
            'The page “Write a chapter” shows how.',
          )
        : problemAt(0, `The front matter lacks “${name}”.`, `Add a line that begins with ${path.at(-1)?.toString()}:`);
    }),
  ];
}

/** The words of the outermost level, and where each stands. */
function keysOf({ contents }: Document): { readonly name: string; readonly offset: number }[] {
  if (!isMap(contents)) return [];
  return contents.items.flatMap(({ key }) =>
    isScalar(key) ? [{ name: String(key.value), offset: key.range?.[0] ?? 0 }] : [],
  );
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  const node: unknown = document.getIn(path, true);
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
