import { buildReport } from './build-report.ts';
import type { CourseOutline } from './course-outline.ts';
import { PROGRESS_VERSION } from './parse-progress-json.ts';
import type { KeptProgress } from './progress-schema.ts';
import { summarize } from './summarize.ts';

/**
 * A reader's progress as the text of a file: first for people, then for teachers' tables, last for another browser of the
 * reader's.
 *
 * @param name what the reader calls themselves in the file; '' for nothing
 */
export function writeProgressFile(course: CourseOutline, progress: KeptProgress, name: string, date: Date): string {
  const report = buildReport(course, progress, name, date);
  const file = { format: 'duet-progress', version: PROGRESS_VERSION, summary: summarize(report), report, ...progress };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * A name for the file that tells whose it is, as far as file systems allow. Accents go: a browser on a system that is not
 * set to any language would call the file “download”.
 */
export function progressFileName(name: string): string {
  const own = name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Mark}\p{Number}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  return own === '' ? 'duet-progress.json' : `duet-progress-${own}.json`;
}
