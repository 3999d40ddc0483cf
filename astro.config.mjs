import mdx from '@astrojs/mdx';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';

export default defineConfig({
  // A host below a path (https://example.org/duet/) is set by the environment, not by an edit.
  base: process.env.BASE_PATH ?? '/',
  ...(process.env.SITE_URL ? { site: process.env.SITE_URL } : {}),
  integrations: [
    starlight({
      title: 'Duet',
      description: 'PyTorch and TensorFlow/Keras side by side, trained live in your browser.',
      sidebar: [
        { label: 'Lessons', items: [{ autogenerate: { directory: 'lessons' } }] },
        { label: 'For teachers', items: [{ autogenerate: { directory: 'teach' } }] },
      ],
    }),
    mdx(),
  ],
  vite: { worker: { format: 'es' } },
});
