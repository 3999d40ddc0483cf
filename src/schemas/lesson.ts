import { z } from 'astro/zod';

/** What a source can be, in lower case as the credit line prints it. */
const sourceKinds = ['video', 'article', 'blog post', 'paper', 'book'] as const;

/** A sentence or less. Code may stand between backticks; other Markdown is printed as it is. */
const phrase = z.string().min(1);

/** Front matter of a lesson, besides Starlight's own (title, description, sidebar...). Other pages leave all of it out. */
export const lessonSchema = z.object({
  /** Number of the lesson, shown above its title and in every list, which it orders. The first is 0. */
  lesson: z.number().int().nonnegative().optional(),
  /** Minutes that reading takes, with the experiments at their standard preset on an ordinary laptop. */
  durationMinutes: z.number().int().positive().optional(),
  /** What the reader will be able to do. Each completes “You will be able to …”: begins with a verb, ends without a full stop. */
  goals: z.array(phrase).min(1).optional(),
  /** What the reader has to know or have before. Each stands alone, without a full stop: `some Python`, `lesson 1`. */
  needs: z.array(phrase).min(1).optional(),
  /** The work that the lesson is built on: shown on a card before the lesson, and credited in lists. */
  source: z
    .strictObject({
      /** As its author printed it. */
      title: phrase,
      /** As printed. Left out where the work names none. */
      author: phrase.optional(),
      /** When it was published, as exactly as is known and in quotation marks: `2023`, `12 May 2021`, `about January 2022`. */
      date: phrase.optional(),
      /** What it is. */
      kind: z.enum(sourceKinds),
      /** What has changed since it was published, or was never right: one sentence each. The lesson holds the evidence. */
      changed: z.array(phrase).min(1).optional(),
    })
    .optional(),
  /** Where to read on, shown after the lesson. */
  furtherReading: z
    .array(
      z.strictObject({
        /** As its author printed it. */
        title: phrase,
        /** The whole address, with `https://`. */
        url: z.url({ protocol: /^https?$/ }),
        /** Why to read it: one sentence. */
        note: phrase,
      }),
    )
    .min(1)
    .optional(),
});
