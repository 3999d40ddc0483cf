/** Which lessons a reader has opened and done. A lesson is named by the id of its page: `lessons/one-cnn-two-apis`. */
export interface Progress {
  /** The one that was opened last stands last. */
  readonly opened: readonly string[];
  /** Marked as done by the reader. */
  readonly done: readonly string[];
}

/** How far a reader is with one lesson. */
export type LessonState = 'new' | 'begun' | 'done';

export const noProgress: Progress = { opened: [], done: [] };

export function withOpened({ opened, done }: Progress, lesson: string): Progress {
  return { opened: [...opened.filter((each) => each !== lesson), lesson], done };
}

export function withDone({ opened, done }: Progress, lesson: string, isDone: boolean): Progress {
  const others = done.filter((each) => each !== lesson);
  return { opened, done: isDone ? [...others, lesson] : others };
}

/** Both together; where to continue is what the second says. */
export function joined(first: Progress, second: Progress): Progress {
  const opened = first.opened.filter((lesson) => !second.opened.includes(lesson));
  return { opened: [...opened, ...second.opened], done: [...new Set([...first.done, ...second.done])] };
}

export function stateOf({ opened, done }: Progress, lesson: string): LessonState {
  if (done.includes(lesson)) return 'done';
  return opened.includes(lesson) ? 'begun' : 'new';
}

/**
 * The lesson to continue with: the one opened last if it is not done, else the next after it that is not, else the first
 * that is not.
 *
 * @param lessons all of the course, in their order
 * @returns undefined when all are done.
 */
export function lessonToContinue(progress: Progress, lessons: readonly string[]): string | undefined {
  const last = progress.opened.findLast((lesson) => lessons.includes(lesson));
  const start = last === undefined ? 0 : lessons.indexOf(last);
  const inTurn = [...lessons.slice(start), ...lessons.slice(0, start)];
  return inTurn.find((lesson) => !progress.done.includes(lesson));
}
