import type { ClassFile } from './class-files.ts';

/** An experiment, and what a class has reached with it. */
export interface ExperimentRow {
  readonly lesson: number;
  readonly id: string;
  readonly title: string;
  /** Readers who ran it to its end. */
  readonly readers: number;
  /** Readers whose kept result met what was expected. */
  readonly met: number;
  readonly missed: number;
  /** Of all readers together. */
  readonly runs: number;
}

/** Every experiment that somebody has run to its end, in the order of the lessons. */
export function experimentRows(files: readonly ClassFile[]): readonly ExperimentRow[] {
  const results = files.flatMap(({ report }) =>
    report.lessons.flatMap(({ id, number, experiments }) => {
      const unique = new Map(experiments.map((experiment) => [experiment.id, experiment]));
      return [...unique.values()].map((experiment) => ({ page: id, lesson: number, ...experiment }));
    }),
  );
  return [...Map.groupBy(results, ({ page, id }) => `${page} ${id}`).values()]
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const { lesson, id, title } = first;
      return [
        {
          lesson,
          id,
          title,
          readers: group.length,
          met: group.filter(({ isMet }) => isMet === true).length,
          missed: group.filter(({ isMet }) => isMet === false).length,
          runs: group.reduce((sum, { runs }) => sum + runs, 0),
        },
      ];
    })
    .sort((a, b) => a.lesson - b.lesson);
}
