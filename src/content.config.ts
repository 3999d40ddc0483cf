import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { defineCollection } from 'astro:content';
import { languages, originalText, type TextKey } from './languages/languages.ts';
import { pageIdOfFile } from './languages/page-file.ts';
import { lessonSchema } from './schemas/lesson.ts';

// Typed by the words themselves, so a key that no language has fails type checking.
const ownText = z.object(
  Object.fromEntries(Object.keys(originalText).map((key) => [key, z.string().optional()])) as Record<
    TextKey,
    z.ZodOptional<z.ZodString>
  >,
);

export const collections = {
  docs: defineCollection({
    loader: glob({
      base: './content',
      pattern: '**/*.{md,mdx}',
      generateId: ({ entry, data }) => pageIdOfFile(entry, data.slug),
    }),
    schema: docsSchema({ extend: lessonSchema }),
  }),
  i18n: defineCollection({
    // Given as data: Starlight takes the language from a file's path only below src/content/i18n.
    loader: () => Object.fromEntries(Object.entries(languages).map(([tag, { text }]) => [tag, text])),
    schema: i18nSchema({ extend: ownText }),
  }),
};
