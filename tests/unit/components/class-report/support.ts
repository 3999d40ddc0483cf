import type { ClassFile } from '../../../../components/class-report/class-files.ts';
import type { CourseOutline } from '../../../../components/progress/course-outline.ts';
import type { LessonReport, QuestionReport, Report } from '../../../../components/progress/report-schema.ts';

export const course: CourseOutline = {
  title: 'Duet',
  lessons: [
    {
      id: 'lessons/digits',
      number: 2,
      title: 'Digits',
      questionCount: 3,
      exercises: [{ id: 'carry', title: 'Carry a layer' }],
      goals: [],
    },
    { id: 'lessons/choose', number: 6, title: 'Choose', questionCount: 0, exercises: [], goals: [] },
  ],
};

export function question(change: Partial<QuestionReport> = {}): QuestionReport {
  return {
    quiz: 'quiz-shapes',
    number: 1,
    text: 'How many?',
    answer: 'two',
    isRight: true,
    checks: 1,
    rightAtCheck: 1,
    firstAnswer: 'two',
    ...change,
  };
}

export function lesson(change: Partial<LessonReport> = {}): LessonReport {
  return {
    id: 'lessons/digits',
    number: 2,
    title: 'Digits',
    isOpened: true,
    isDone: false,
    questionCount: 3,
    questions: [],
    exercises: [{ id: 'carry', title: 'Carry a layer', isSolved: false, checks: 0 }],
    goals: [],
    experiments: [],
    ...change,
  };
}

export function report(change: Partial<Report> = {}): Report {
  return { name: 'Ada', course: 'Duet', date: '2026-11-22T10:00:00.000Z', lessons: [lesson()], ...change };
}

let files = 0;

export function file(change: Partial<Report> = {}): ClassFile {
  files += 1;
  return { fileName: `${files}.json`, fingerprint: String(files), report: report(change) };
}
