import { readKeptAttempts, rightAtOf, type Attempt } from '../quiz/attempts.ts';
import type { KeptKind } from '../quiz/kept-kinds.ts';
import { shortText } from '../quiz/short-text.ts';
import type { CourseOutline, LessonOutline } from './course-outline.ts';
import { readKeptResult } from './kept-result.ts';
import type { KeptProgress } from './progress-schema.ts';
import type { ExperimentReport, LessonReport, QuestionReport, Report } from './report-schema.ts';
import { solvedCount } from './solved-count.ts';

type Work = KeptProgress['work'][number];

const LONGEST_NAME = 80;

/** What a teacher reads: the same progress, by lesson and with the words of questions and answers. */
export function buildReport(course: CourseOutline, progress: KeptProgress, name: string, date: Date): Report {
  return {
    name: shortText(name, LONGEST_NAME),
    course: course.title,
    date: date.toISOString(),
    lessons: course.lessons.map((lesson) => lessonReport(lesson, progress)),
  };
}

function lessonReport(lesson: LessonOutline, { opened, done, work }: KeptProgress): LessonReport {
  const { id, number, title, questionCount } = lesson;
  const own = work.filter(({ page }) => page === id);
  const of = (kind: KeptKind) => own.filter((each) => each.kind === kind);
  const textOf = (kind: KeptKind, widget: string) => of(kind).find((each) => each.id === widget)?.text ?? '';
  return {
    id,
    number,
    title,
    isOpened: opened.includes(id),
    isDone: done.includes(id),
    questionCount,
    questions: of('quiz').flatMap(questionReports),
    exercises: lesson.exercises.map((exercise) => {
      const text = textOf('exercise', exercise.id);
      return { ...exercise, isSolved: solvedCount('exercise', text) === 1, checks: checksOf(text) };
    }),
    goals: lesson.goals.map((goal) => ({ ...goal, isReached: solvedCount('goal', textOf('goal', goal.id)) === 1 })),
    experiments: of('result').flatMap(experimentReports),
  };
}

function questionReports({ id, text }: Work): QuestionReport[] {
  const attempts = readKeptAttempts(text)?.attempts ?? [];
  return attempts.map(([place, attempt]) => questionReport(id, place, attempt)).sort((a, b) => a.number - b.number);
}

function questionReport(quiz: string, place: number, attempt: Attempt): QuestionReport {
  const { count, isRight, answer, words } = attempt;
  const rightAtCheck = rightAtOf(attempt);
  return {
    quiz,
    number: place + 1,
    text: shortText(words?.question ?? ''),
    answer: shortText(words?.lastAnswer ?? answer.join(', ')),
    isRight,
    checks: count,
    ...(rightAtCheck === undefined ? {} : { rightAtCheck }),
    ...(words?.firstAnswer ? { firstAnswer: shortText(words.firstAnswer) } : {}),
  };
}

function experimentReports({ id, text }: Work): ExperimentReport[] {
  const kept = readKeptResult(text);
  return kept ? [{ id, ...kept, title: shortText(kept.title) }] : [];
}

/** How often a program was checked; 0 where nothing tells. */
function checksOf(text: string): number {
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null || !('attempts' in kept)) return 0;
    return typeof kept.attempts === 'number' && Number.isInteger(kept.attempts) ? kept.attempts : 0;
  } catch {
    return 0;
  }
}
