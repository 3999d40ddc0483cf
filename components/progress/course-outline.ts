/** An exercise or a goal of a lesson. */
export interface TaskName {
  readonly id: string;
  readonly title: string;
}

/** What a lesson asks of its reader. */
export interface LessonOutline {
  /** Of its page: `lessons/one-cnn-two-apis`. */
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly questionCount: number;
  readonly exercises: readonly TaskName[];
  readonly goals: readonly TaskName[];
}

/** A course, as a file of progress names it and a class's page compares it. */
export interface CourseOutline {
  readonly title: string;
  /** In their order. */
  readonly lessons: readonly LessonOutline[];
}
