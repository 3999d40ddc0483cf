import { fillWords } from '../../src/languages/fill-words.ts';

/** Tasks of a lesson. */
export interface TaskCounts {
  readonly questions: number;
  /** Programs to write and goals to reach. */
  readonly exercises: number;
}

/** What is said of the tasks of one lesson, in the language of the page. */
export interface WorkWords {
  /** `6 questions` */
  readonly questions: string;
  /** `2 exercises` */
  readonly exercises: string;
  /** `{{questions}} and {{exercises}}` */
  readonly both: string;
  /** `{{solved}} of {{all}}` */
  readonly solvedOf: string;
  /** `{{tasks}} solved` */
  readonly solved: string;
}

/** `4 of 6 questions and 1 of 2 exercises solved`, or `6 questions and 2 exercises` without any solved. */
export function workText(
  words: WorkWords,
  all: TaskCounts,
  solved: TaskCounts = { questions: 0, exercises: 0 },
): string {
  const hasSolved = solved.questions + solved.exercises > 0;
  const textOf = (kind: keyof TaskCounts) =>
    // A lesson may have lost a question since it was answered.
    hasSolved
      ? fillWords(words.solvedOf, { solved: Math.min(solved[kind], all[kind]), all: words[kind] })
      : words[kind];
  const hasBoth = all.questions > 0 && all.exercises > 0;
  const [kind] = (['questions', 'exercises'] as const).filter((each) => all[each] > 0);
  if (!kind) return '';
  const tasks = hasBoth
    ? fillWords(words.both, { questions: textOf('questions'), exercises: textOf('exercises') })
    : textOf(kind);
  return hasSolved ? fillWords(words.solved, { tasks }) : tasks;
}
