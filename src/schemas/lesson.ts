import { z } from 'astro/zod';

/** Front matter of a lesson, besides Starlight's own (title, description, sidebar...). Other pages leave all of it out. */
export const lessonSchema = z.object({
  /** Number of the lesson, shown above its title and in every list. Lessons are listed in the order of their folders. */
  lesson: z.number().int().positive().optional(),
  /** Minutes that reading takes, with the experiments at their standard preset on an ordinary laptop. */
  durationMinutes: z.number().int().positive().optional(),
  /** The work that the lesson is built on. Credited at the end of the page. */
  source: z
    .object({
      /** As its author printed it. */
      title: z.string(),
      /** As printed. Left out where the work names none. */
      author: z.string().optional(),
      /** Year, or year, month and day, of publication. */
      date: z.string().optional(),
      /** What it is, in lower case: `video`, `article`, `blog post`. */
      kind: z.string(),
    })
    .optional(),
});
