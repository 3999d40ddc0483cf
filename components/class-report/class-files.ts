import type { Report } from '../progress/report-schema.ts';

/** A file that was read. */
export interface ClassFile {
  readonly fileName: string;
  /** The same for two copies of one file. */
  readonly fingerprint: string;
  readonly report: Report;
}

/** Several files with one name in them. */
export interface Namesakes {
  readonly name: string;
  /** The newest first. */
  readonly files: readonly ClassFile[];
}

/** Files of a class and further ones. A copy of a file that is there is left out. */
export function withoutCopies(files: readonly ClassFile[], added: readonly ClassFile[]): readonly ClassFile[] {
  const byFingerprint = new Map([...files, ...added].toReversed().map((file) => [file.fingerprint, file]));
  return [...byFingerprint.values()].toReversed();
}

/** The newest file of each name. Of readers without a name each file counts as one reader's. */
export function newestOfEach(files: readonly ClassFile[]): readonly ClassFile[] {
  const older = new Set(findNamesakes(files).flatMap((namesakes) => namesakes.files.slice(1)));
  return files.filter((file) => !older.has(file));
}

export function findNamesakes(files: readonly ClassFile[]): readonly Namesakes[] {
  return [...Map.groupBy(files, ({ report }) => nameKey(report.name))]
    .filter(([key, group]) => key !== '' && group.length > 1)
    .map(([, group]) => {
      const sorted = group.toSorted((a, b) => Date.parse(b.report.date) - Date.parse(a.report.date));
      return { name: sorted[0]?.report.name ?? '', files: sorted };
    });
}

/** One name for all ways of writing it that differ in case, spaces or code points only. */
function nameKey(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
