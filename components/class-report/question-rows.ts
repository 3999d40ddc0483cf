import type { LessonReport, QuestionReport } from '../progress/report-schema.ts';
import type { ClassFile } from './class-files.ts';
import type { Share } from './reader-rows.ts';

/** A question, and how a class has answered it. */
export interface QuestionRow {
  readonly lesson: number;
  readonly quiz: string;
  readonly number: number;
  /** '' where no file tells it. */
  readonly text: string;
  readonly answered: number;
  /** Readers who were right at their first check, of those whose first check is known. */
  readonly firstChecks: Share;
  /** Readers whose last answer was right. */
  readonly right: number;
  /** The most frequent one of those that readers gave first; null where nobody's is known. */
  readonly wrongAnswer: { readonly text: string; readonly readers: number } | null;
}

/** Every question that somebody has answered, the hardest first. */
export function questionRows(files: readonly ClassFile[]): readonly QuestionRow[] {
  const answers = files.flatMap(({ report }) =>
    report.lessons.flatMap((lesson) => uniqueQuestions(lesson).map((question) => ({ lesson, question }))),
  );
  const groups = Map.groupBy(answers, ({ lesson, question: { quiz, number, text } }) =>
    JSON.stringify([lesson.id, quiz, number, text]),
  );
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      return first
        ? [
            questionRow(
              first.lesson.number,
              first.question,
              group.map(({ question }) => question),
            ),
          ]
        : [];
    })
    .sort(byHardness);
}

/** The first of each place: a file that names a question twice has been changed by hand, and counts one reader all the same. */
function uniqueQuestions({ questions }: LessonReport): readonly QuestionReport[] {
  return [...new Map(questions.toReversed().map((each) => [`${each.quiz} ${each.number}`, each])).values()];
}

function questionRow(
  lesson: number,
  { quiz, number, text }: QuestionReport,
  answers: readonly QuestionReport[],
): QuestionRow {
  const known = answers.filter(({ rightAtCheck }) => rightAtCheck !== undefined);
  return {
    lesson,
    quiz,
    number,
    text,
    answered: answers.length,
    firstChecks: { count: known.filter(({ rightAtCheck }) => rightAtCheck === 1).length, of: known.length },
    right: answers.filter(({ isRight }) => isRight).length,
    wrongAnswer: mostFrequent(answers.flatMap(wrongAnswer)),
  };
}

/** What a reader answered first, where that was wrong; of a file that does not tell it, a last answer that is wrong. */
function wrongAnswer({ rightAtCheck, firstAnswer, answer, isRight }: QuestionReport): string[] {
  if (rightAtCheck === 1) return [];
  if (firstAnswer !== undefined && rightAtCheck !== undefined) return [firstAnswer];
  return isRight ? [] : [answer];
}

function mostFrequent(texts: readonly string[]): QuestionRow['wrongAnswer'] {
  const counts = [...Map.groupBy(texts, (text) => text)].map(([text, group]) => ({ text, readers: group.length }));
  return counts.toSorted((a, b) => b.readers - a.readers)[0] ?? null;
}

function byHardness(a: QuestionRow, b: QuestionRow): number {
  return shareOf(a.firstChecks) - shareOf(b.firstChecks) || b.answered - a.answered || a.lesson - b.lesson;
}

/** Of nobody there is no share: such a question comes last. */
function shareOf({ count, of }: Share): number {
  return of === 0 ? 2 : count / of;
}
