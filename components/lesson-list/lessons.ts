import { getCollection, type CollectionEntry } from 'astro:content';
import type { TaskCounts } from '../progress/work-text.ts';

/** A lesson as lists show it. */
export interface LessonSummary {
  /** Of its page: `lessons/one-cnn-two-apis`. */
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly description: string;
  readonly durationMinutes: number | undefined;
  readonly source: CollectionEntry<'docs'>['data']['source'];
  readonly tasks: TaskCounts;
  /** Below the site's base, with slashes on both ends. */
  readonly href: string;
}

/** Every lesson of this build, in the order of their numbers. Drafts belong to it where Starlight builds them. */
export async function listLessons(): Promise<LessonSummary[]> {
  const pages = await getCollection('docs', ({ data }) => data.lesson !== undefined && isBuilt(data));
  const base = import.meta.env.BASE_URL.replace(/\/$/, '');
  return pages
    .flatMap(({ id, body = '', data: { lesson, title, description = '', durationMinutes, source } }) => {
      if (lesson === undefined) return [];
      const href = `${base}/${id}/`;
      return [{ id, number: lesson, title, description, durationMinutes, source, tasks: countTasks(body), href }];
    })
    .sort((a, b) => a.number - b.number);
}

/** Counts the widgets that a lesson's MDX writes. */
export function countTasks(mdx: string): TaskCounts {
  const count = (pattern: RegExp) => mdx.match(pattern)?.length ?? 0;
  return { questions: count(/^<Question\b/gm), exercises: count(/^<(Exercise|Goal)\b/gm) };
}

function isBuilt({ draft }: { readonly draft: boolean }) {
  return import.meta.env.MODE !== 'production' || !draft;
}
