/** Beginnings of the keys under which a browser keeps what a reader did: then comes the page's path, and `#` and the widget's id. */
export const keptKinds = {
  quiz: 'duet.quiz.v1',
  exercise: 'duet.exercise.v2',
  goal: 'duet.goal.v1',
  result: 'duet.result.v1',
} as const;

/** What a reader can do that is kept. */
export type KeptKind = keyof typeof keptKinds;
