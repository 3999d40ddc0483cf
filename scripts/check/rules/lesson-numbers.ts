import type { Chapter } from '../chapter.ts';
import type { Course } from '../course.ts';
import type { Problem } from '../problem.ts';

/** Numbers that two lessons of the course have. */
export function lessonNumberProblems(chapters: readonly Chapter[], { pages }: Course): Problem[] {
  const all = [...pages.values()];
  return chapters.flatMap((chapter): Problem[] => {
    const own = lessonNumber(chapter);
    if (!own) return [];
    const other = all.find((each) => each.path !== chapter.path && lessonNumber(each)?.value === own.value);
    if (!other) return [];
    const fact = `The number ${own.value} is that of ${other.file} too.`;
    return [{ file: chapter.file, line: own.line, column: 1, fact, fix: 'Give each lesson a number of its own.' }];
  });
}

function lessonNumber({ frontMatter }: Chapter): { readonly value: number; readonly line: number } | null {
  const lines = frontMatter.split(/\r?\n/);
  const index = lines.findIndex((line) => /^lesson:\s*\d+\s*$/.test(line));
  const line = lines[index];
  // The dashes are the first line.
  return line === undefined ? null : { value: Number(line.replace(/\D/g, '')), line: index + 2 };
}
