import { readFile } from 'node:fs/promises';
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { refuse, type DataProblem } from './data-problem.ts';

/** Titles stand in the exported programs, between Python's quotation marks. */
const title = z.string().regex(/^[^"\\\p{Cc}]{1,80}$/u);
const words = z.string().min(1).max(500);
const side = z.number().int().min(8).max(128);

/** What `data-set.yaml` may say. */
const setFileSchema = z.strictObject({
  title,
  licence: words,
  source: words,
  description: z.string().max(2_000).optional(),
  /** Other words for classes, by what the files call them. */
  classNames: z.record(z.string(), z.string().min(1).max(100)).optional(),
  /** Of images: [height, width] that all are resized to. */
  size: z.tuple([side, side]).optional(),
  /** Of images: 1 grey, 3 red, green and blue. */
  channels: z.union([z.literal(1), z.literal(3)]).optional(),
  /** Of a table: what the column is called, or its number from 1. */
  labelColumn: z.union([z.string().min(1), z.number().int().positive()]).optional(),
});

type SetFileField = keyof typeof setFileSchema.shape;

/** `data-set.yaml` of a set. */
export interface SetFile extends z.infer<typeof setFileSchema> {
  /** As messages call it. */
  readonly file: string;
  /** Where a field stands; null where it does not. */
  readonly lineOf: (field: SetFileField) => number | null;
}

const fixes: Readonly<Record<SetFileField, string>> = {
  title: 'Write “title:” and up to 80 characters, without straight quotation marks and backslashes.',
  licence:
    'Write “licence:” and an SPDX identifier such as CC-BY-4.0, or words: whoever learns with the data has to know what they may do with it.',
  source: 'Write “source:” and an address, or words: who made or collected the data, and when.',
  description: 'Write “description:” and a sentence or two, in quotation marks where there is a colon in them.',
  classNames: 'Write “classNames:” and below it, indented, a line such as “oak: Oak tree” for a class.',
  size: 'Write “size: [32, 32]”: height and width in pixels, each from 8 to 128, to which all images are resized.',
  channels: 'Write “channels: 1” for grey or “channels: 3” for colour.',
  labelColumn: 'Write “labelColumn:” and what the column of the classes is called, or its number from 1.',
};

/**
 * Reads the description of a set.
 *
 * @param name as messages call the file.
 * @throws {BuildError} that tells every field that is missing, unknown or not right, with its line.
 */
export async function readSetFile(path: string, name: string): Promise<SetFile> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) {
    refuse([{ file: name, line: null, fact: 'There is no such file.', fix: 'Write it: title, licence and source.' }]);
  }
  const lines = new LineCounter();
  const document = parseDocument(text ?? '', { lineCounter: lines });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  refuse(
    document.errors.map(({ pos, message }) => ({
      file: name,
      line: lineAt(pos[0]),
      fact: `It cannot be read: ${message.split('\n')[0]?.replace(/ at line.*$/, '') ?? ''}.`,
      fix: 'Write “name: value”, and put quotation marks around a value with a colon.',
    })),
  );
  const offsets = keyOffsets(document);
  const lineOf = (field: string) => {
    const offset = offsets.get(field);
    return offset === undefined ? null : lineAt(offset);
  };
  const values = withoutEmpty(document.toJS());
  const parsed = setFileSchema.safeParse(values);
  if (parsed.success) return { ...parsed.data, file: name, lineOf };
  refuse(parsed.error.issues.flatMap((issue) => problemsOf(issue, name, values, lineOf)));
  throw new Error('A description is refused for a reason.');
}

function problemsOf(
  issue: z.core.$ZodIssue,
  file: string,
  values: unknown,
  lineOf: (field: string) => number | null,
): DataProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(fixes).join(', ');
    return issue.keys.map((key) => {
      const fix = `Remove it, or mend its spelling: there are ${known}.`;
      return { file, line: lineOf(key), fact: `There is no field “${key}”.`, fix };
    });
  }
  const field = issue.path[0]?.toString();
  if (field === undefined) {
    return [{ file, line: 1, fact: 'It holds no fields.', fix: 'Write “title:”, “licence:” and “source:”.' }];
  }
  const line = lineOf(field);
  const isThere = typeof values === 'object' && values !== null && field in values;
  const fact = isThere ? `“${field}” is not right.` : `It names no ${field}.`;
  return [{ file, line, fact, fix: fixes[field as SetFileField] }];
}

/** A field without a value is as good as none. */
function withoutEmpty(values: unknown): unknown {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return values;
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''));
}

function keyOffsets({ contents }: Document): ReadonlyMap<string, number> {
  if (!isMap(contents)) return new Map();
  return new Map(
    contents.items.flatMap(({ key }) =>
      isScalar(key) && isNode(key) ? [[String(key.value), key.range?.[0] ?? 0] as const] : [],
    ),
  );
}
