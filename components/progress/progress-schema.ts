import * as z from 'zod/mini';

/** How Duet names a lesson: the path of its page, without slashes at its ends. */
const lessonId = z.string().check(z.regex(/^[a-z0-9][a-z0-9/-]{0,199}$/));

const lessons = z.readonly(z.array(lessonId).check(z.maxLength(1000)));

/** Of one quiz, exercise or goal: its page, its place there, and the text that its widget keeps. */
const workSchema = z.strictObject({
  kind: z.enum(['quiz', 'exercise', 'goal']),
  page: lessonId,
  id: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,199}$/)),
  text: z.string().check(z.maxLength(200_000)),
});

/** A file that holds a reader's progress, version 1. */
export const progressFileSchema = z.strictObject({
  format: z.literal('duet-progress'),
  version: z.literal(1),
  opened: lessons,
  done: lessons,
  work: z.array(workSchema).check(z.maxLength(10_000)),
});

export type ProgressFile = z.infer<typeof progressFileSchema>;
