import * as z from 'zod/mini';

/** How Duet names a lesson: the path of its page, without slashes at its ends. */
export const lessonId = z.string().check(z.regex(/^[a-z0-9][a-z0-9/-]{0,199}$/));

/** How a page names a quiz, an exercise, a goal or an experiment. */
export const widgetId = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,199}$/));

const lessons = z.readonly(z.array(lessonId).check(z.maxLength(1000)));

/** Of one widget: its page, its place there, and the text that it keeps. */
const works = <T extends string>(kinds: readonly T[]) =>
  z
    .array(
      z.strictObject({
        kind: z.enum(kinds),
        page: lessonId,
        id: widgetId,
        text: z.string().check(z.maxLength(200_000)),
      }),
    )
    .check(z.maxLength(10_000));

const format = z.literal('duet-progress');

/** Files that hold a reader's progress, by their version. */
export const progressFileSchemas = {
  1: z.strictObject({
    format,
    version: z.literal(1),
    opened: lessons,
    done: lessons,
    work: works(['quiz', 'exercise', 'goal']),
  }),
  /** Has results of experiments too, and repeats all of it for people: nothing is taken over from there. */
  2: z.strictObject({
    format,
    version: z.literal(2),
    summary: z.optional(z.unknown()),
    report: z.optional(z.unknown()),
    opened: lessons,
    done: lessons,
    work: works(['quiz', 'exercise', 'goal', 'result']),
  }),
};

/** What a page takes over from a file, or puts into one. */
export type KeptProgress = Pick<z.infer<(typeof progressFileSchemas)[2]>, 'opened' | 'done' | 'work'>;
