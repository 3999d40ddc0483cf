import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';
import { defineCollection } from 'astro:content';
import { interfaceTextSchema } from './schemas/interface-text.ts';
import { lessonSchema } from './schemas/lesson.ts';
import en from './site/i18n/en.json';

export const collections = {
  docs: defineCollection({
    loader: glob({ base: './content', pattern: '**/*.{md,mdx}' }),
    schema: docsSchema({ extend: lessonSchema }),
  }),
  i18n: defineCollection({
    // Given as data: Starlight takes the language from a file's path only below src/content/i18n.
    loader: () => ({ en }),
    schema: i18nSchema({ extend: interfaceTextSchema }),
  }),
};
