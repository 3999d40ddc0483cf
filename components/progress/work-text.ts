/** Tasks of a lesson. */
export interface TaskCounts {
  readonly questions: number;
  /** Programs to write and goals to reach. */
  readonly exercises: number;
}

/** `4 of 6 questions and 1 of 2 exercises solved`, or `6 questions and 2 exercises` without any solved. */
export function workText(all: TaskCounts, solved: TaskCounts = { questions: 0, exercises: 0 }): string {
  const hasSolved = solved.questions + solved.exercises > 0;
  const parts = (['questions', 'exercises'] as const)
    .filter((kind) => all[kind] > 0)
    .map((kind) => {
      const noun = all[kind] === 1 ? kind.slice(0, -1) : kind;
      // A lesson may have lost a question since it was answered.
      return hasSolved ? `${Math.min(solved[kind], all[kind])} of ${all[kind]} ${noun}` : `${all[kind]} ${noun}`;
    });
  return parts.join(' and ') + (hasSolved && parts.length > 0 ? ' solved' : '');
}
