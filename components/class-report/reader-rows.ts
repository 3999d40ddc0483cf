import type { LessonOutline } from '../progress/course-outline.ts';
import type { LessonState } from '../progress/progress.ts';
import type { LessonReport } from '../progress/report-schema.ts';
import type { ClassFile } from './class-files.ts';

/** So many of so many. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

/** How far a reader is with a lesson, or with all of them. */
export interface LessonShares {
  readonly questions: Share;
  /** Of the questions whose first check is known. */
  readonly firstChecks: Share;
  readonly exercises: Share;
  readonly goals: Share;
  /** Experiments that met what was expected, of those that were run to the end. */
  readonly experiments: Share;
}

/** A reader's lesson. */
export interface ReaderLesson extends LessonShares {
  readonly state: LessonState;
}

/** A reader, by one file. */
export interface ReaderRow {
  /** '' for a reader without a name. */
  readonly name: string;
  readonly fileName: string;
  readonly date: string;
  readonly lessonsDone: Share;
  readonly all: LessonShares;
  /** One for each lesson of the course, in its order. */
  readonly lessons: readonly ReaderLesson[];
}

export function readerRows(files: readonly ClassFile[], lessons: readonly LessonOutline[]): readonly ReaderRow[] {
  return files.map(({ fileName, report }) => {
    const own = lessons.map((lesson) =>
      readerLesson(
        lesson,
        report.lessons.find(({ id }) => id === lesson.id),
      ),
    );
    const total = (name: keyof LessonShares) => sum(own.map((lesson) => lesson[name]));
    return {
      name: report.name,
      fileName,
      date: report.date,
      lessonsDone: { count: own.filter(({ state }) => state === 'done').length, of: own.length },
      all: {
        questions: total('questions'),
        firstChecks: total('firstChecks'),
        exercises: total('exercises'),
        goals: total('goals'),
        experiments: total('experiments'),
      },
      lessons: own,
    };
  });
}

/** Without a report, a lesson that came to the course after the file was written: nothing of it is done. */
function readerLesson(outline: LessonOutline, report: LessonReport | undefined): ReaderLesson {
  const { questions = [], exercises = outline.exercises, goals = outline.goals, experiments = [] } = report ?? {};
  const asked = report?.questionCount ?? outline.questionCount;
  const known = questions.filter(({ rightAtCheck }) => rightAtCheck !== undefined);
  return {
    state: report?.isDone ? 'done' : report?.isOpened || questions.length > 0 ? 'begun' : 'new',
    // A lesson may have lost a question since it was answered.
    questions: { count: Math.min(asked, questions.filter(({ isRight }) => isRight).length), of: asked },
    firstChecks: { count: known.filter(({ rightAtCheck }) => rightAtCheck === 1).length, of: known.length },
    exercises: { count: exercises.filter((each) => 'isSolved' in each && each.isSolved).length, of: exercises.length },
    goals: { count: goals.filter((each) => 'isReached' in each && each.isReached).length, of: goals.length },
    experiments: { count: experiments.filter(({ isMet }) => isMet === true).length, of: experiments.length },
  };
}

function sum(shares: readonly Share[]): Share {
  return shares.reduce((total, { count, of }) => ({ count: total.count + count, of: total.of + of }), {
    count: 0,
    of: 0,
  });
}
