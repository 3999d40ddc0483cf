import type { CourseOutline } from '../progress/course-outline.ts';
import { fileText } from '../progress/file-text.ts';
import { ProgressFileError } from '../progress/progress-file-error.ts';
import { fnv1a } from '../quiz/shuffle.ts';
import { shortText } from '../quiz/short-text.ts';
import type { ClassFile } from './class-files.ts';
import { readClassFile } from './read-class-file.ts';

/** More than a reader of the whole course writes. */
const MAX_FILE_BYTES = 1_000_000;

/** A file that was not read, and why. */
export interface RefusedFile {
  readonly fileName: string;
  readonly fact: string;
  readonly fix: string;
}

/** Reads one file of a class, or says what is the matter with it. */
export async function loadClassFile(file: File, course: CourseOutline): Promise<ClassFile | RefusedFile> {
  const fileName = shortText(file.name, 120);
  try {
    const text = await fileText(file, MAX_FILE_BYTES);
    const report = readClassFile(text, course);
    return { fileName, fingerprint: `${text.length} ${fnv1a(text)}`, report };
  } catch (error) {
    if (!(error instanceof ProgressFileError)) throw error;
    return { fileName, fact: error.fact, fix: error.fix };
  }
}
