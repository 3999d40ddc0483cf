import type { Chapter } from '../chapter.ts';
import type { Course } from '../course.ts';
import type { Problem } from '../problem.ts';

/** Numbers and addresses that two chapters of the course have. */
export function uniqueChapterProblems(chapters: readonly Chapter[], course: Course): Problem[] {
  return chapters.flatMap((chapter): Problem[] => {
    const others = course.chapters.filter(({ path }) => path !== chapter.path);
    const number = numberOf(chapter);
    const sameNumber = others.find(
      (other) => number !== undefined && numberOf(other) === number && other.language === chapter.language,
    );
    const sameAddress = others.find(({ address }) => address === chapter.address);
    const problem = (key: string, fact: string, fix: string): Problem => ({
      file: chapter.file,
      line: lineOf(chapter, key),
      column: 1,
      fact,
      fix,
    });
    return [
      ...(sameAddress
        ? [
            problem(
              'slug',
              `The address /${chapter.address} is that of ${sameAddress.file} too.`,
              'Give each chapter a slug of its own.',
            ),
          ]
        : []),
      ...(sameNumber
        ? [
            problem(
              'lesson',
              `The number ${number} is that of ${sameNumber.file} too.`,
              'Give each lesson a number of its own.',
            ),
          ]
        : []),
    ];
  });
}

function numberOf({ frontMatter }: Chapter): number | undefined {
  const { lesson } = frontMatter.values;
  return typeof lesson === 'number' ? lesson : undefined;
}

/** The first, where the address comes from the folder's name. */
function lineOf({ frontMatter }: Chapter, key: string): number {
  const index = frontMatter.text.split('\n').findIndex((line) => line.startsWith(`${key}:`));
  // The dashes are the first line.
  return index + 2;
}
