import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';
import { defineCollection } from 'astro:content';
import { interfaceTextSchema } from './schemas/interface-text.ts';
import { lessonSchema } from './schemas/lesson.ts';

export const collections = {
  docs: defineCollection({
    loader: glob({ base: './content', pattern: '**/*.{md,mdx}' }),
    schema: docsSchema({ extend: lessonSchema }),
  }),
  i18n: defineCollection({
    loader: glob({ base: './src/site/i18n', pattern: '*.json' }),
    schema: i18nSchema({ extend: interfaceTextSchema }),
  }),
};
