import { checked } from '../progress/checked.ts';
import type { CourseOutline } from '../progress/course-outline.ts';
import { parseProgressJson } from '../progress/parse-progress-json.ts';
import { ProgressFileError } from '../progress/progress-file-error.ts';
import { reportSchema, type Report } from '../progress/report-schema.ts';

/**
 * The report in the text of an exported file.
 *
 * @throws {ProgressFileError} for a file that is damaged, of another program or of another course, or that has no report.
 */
export function readClassFile(text: string, course: CourseOutline): Report {
  const { version, json } = parseProgressJson(text);
  if (version === 1)
    throw new ProgressFileError(
      'The file was exported by an earlier version of the course, without a report.',
      'Ask its reader to open the course map anew and to export again.',
    );
  const report = checked(reportSchema, 'report' in json ? json.report : undefined, 'report');
  const isKnown = report.lessons.some(({ id }) => course.lessons.some((lesson) => lesson.id === id));
  if (report.course !== course.title || !isKnown)
    throw new ProgressFileError(
      `The file is of another course, “${report.course.slice(0, 80)}”.`,
      `This page reads files of “${course.title}”.`,
    );
  return report;
}
