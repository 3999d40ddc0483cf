import { getCollection } from 'astro:content';

/** A lesson as lists show it. */
export interface LessonSummary {
  readonly number: number;
  readonly title: string;
  readonly description: string;
  readonly durationMinutes: number | undefined;
  /** Below the site's base, with slashes on both ends. */
  readonly href: string;
}

/** Every lesson of this build, in the order of their numbers. Drafts belong to it where Starlight builds them. */
export async function listLessons(): Promise<LessonSummary[]> {
  const pages = await getCollection('docs', ({ data }) => data.lesson !== undefined && isBuilt(data));
  const base = import.meta.env.BASE_URL.replace(/\/$/, '');
  return pages
    .flatMap(({ id, data: { lesson, title, description = '', durationMinutes } }) =>
      lesson === undefined ? [] : [{ number: lesson, title, description, durationMinutes, href: `${base}/${id}/` }],
    )
    .sort((a, b) => a.number - b.number);
}

function isBuilt({ draft }: { readonly draft: boolean }) {
  return import.meta.env.MODE !== 'production' || !draft;
}
