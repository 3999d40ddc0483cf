import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeChapters, writePlainChapters } from './chapters.ts';

const repository = path.join(import.meta.dirname, '../..');
/** Below the repository, so that packages are found, and in a folder that git leaves out. */
const projects = path.join(repository, '.cache/scale');
const course = path.join(projects, 'duet');
const starlightAlone = path.join(projects, 'starlight');

const courseConfig = `import { defineCourse } from '../../../src/site/define-course.ts';

export default defineCourse({ title: 'Scale', description: 'Generated chapters.' });
`;
const starlightConfig = `import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';

export default defineConfig({ integrations: [starlight({ title: 'Scale' })] });
`;
const starlightCollections = `import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';

export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`;

/** A site to be built, and the address of one of its chapters. */
export interface Project {
  readonly name: string;
  readonly folder: string;
  readonly page: string;
}

/** Removes what was written and built. */
export async function removeProjects(): Promise<void> {
  await rm(projects, { recursive: true, force: true });
}

/** Writes a course of generated chapters, and a site of Starlight alone with the same Markdown. */
export async function writeProjects(chapterCount: number): Promise<Project[]> {
  await removeProjects();
  const lessons = path.join(course, 'content/lessons');
  await writeChapters(lessons, chapterCount);
  for (const page of ['404.mdx', 'course.mdx', 'glossary.mdx']) {
    await cp(path.join(repository, 'content', page), path.join(course, 'content', page));
  }
  await cp(path.join(repository, 'public'), path.join(course, 'public'), { recursive: true });
  await writeFile(path.join(course, 'astro.config.mjs'), courseConfig);

  const docs = path.join(starlightAlone, 'src/content/docs');
  await writePlainChapters(docs, lessons);
  await writeFile(path.join(starlightAlone, 'astro.config.mjs'), starlightConfig);
  await mkdir(path.join(starlightAlone, 'public'));
  await writeFile(path.join(starlightAlone, 'src/content.config.ts'), starlightCollections);
  return [
    { name: 'Duet', folder: course, page: 'lessons/chapter-5/' },
    { name: 'Starlight alone', folder: starlightAlone, page: '0005-chapter/' },
  ];
}
