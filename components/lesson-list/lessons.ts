import { getCollection, type CollectionEntry } from 'astro:content';
import { originalLanguage } from '../../src/languages/languages.ts';
import { pageHref, pageIdIn, parsePageId } from '../../src/languages/page-id.ts';
import type { LessonOutline, TaskName } from '../progress/course-outline.ts';
import type { TaskCounts } from '../progress/work-text.ts';
import { tasksOf } from './tasks-of.ts';

/** A lesson as lists show it. */
export interface LessonSummary {
  /** Of its page, the same in every language: `lessons/one-cnn-two-apis`. */
  readonly id: string;
  readonly number: number;
  readonly title: string;
  /** Language of its title and description: that of the original where it is not translated. */
  readonly lang: string;
  readonly description: string;
  readonly durationMinutes: number | undefined;
  readonly source: CollectionEntry<'docs'>['data']['source'];
  readonly tasks: TaskCounts;
  readonly exercises: readonly TaskName[];
  readonly goals: readonly TaskName[];
  /** Below the site's base, with slashes on both ends. */
  readonly href: string;
}

const listed = new Map<string | undefined, Promise<readonly LessonSummary[]>>();

/**
 * Every lesson of this build, in the order of their numbers. Drafts belong to it where Starlight builds them.
 *
 * @param language of titles, where a lesson is translated, and of addresses; undefined for that of the originals
 */
export function listLessons(language?: string): Promise<readonly LessonSummary[]> {
  // Every page asks. Lessons change while they are written, but not while they are built.
  const known = import.meta.env.DEV ? undefined : listed.get(language);
  const lessons = known ?? readLessons(language);
  listed.set(language, lessons);
  return lessons;
}

async function readLessons(language: string | undefined): Promise<readonly LessonSummary[]> {
  const pages = await getCollection('docs', ({ data }) => data.lesson !== undefined && isBuilt(data));
  const byId = new Map(pages.map((page) => [page.id, page]));
  return pages
    .filter(({ id }) => parsePageId(id).language === undefined)
    .flatMap((original) => {
      const translation = language === undefined ? undefined : byId.get(pageIdIn(language, original.id));
      const { id, body = '', data } = translation ? { ...translation, id: original.id } : original;
      const { lesson, title, description = '', durationMinutes, source } = data;
      if (lesson === undefined) return [];
      const lang = translation && language !== undefined ? language : originalLanguage;
      const tasks = { tasks: countTasks(body), exercises: tasksOf('Exercise', body), goals: tasksOf('Goal', body) };
      const href = pageHref(language, id, import.meta.env.BASE_URL);
      return [{ id, number: lesson, title, lang, description, durationMinutes, source, ...tasks, href }];
    })
    .sort((a, b) => a.number - b.number);
}

/** Counts the widgets that a lesson's MDX writes. */
export function countTasks(mdx: string): TaskCounts {
  const count = (pattern: RegExp) => mdx.match(pattern)?.length ?? 0;
  return { questions: count(/^<Question\b/gm), exercises: count(/^<(PythonExercise|Exercise|Goal)\b/gm) };
}

/** Every lesson with what it asks, for a reader's file and for a class's page. */
export async function outlineLessons(language?: string): Promise<LessonOutline[]> {
  const lessons = await listLessons(language);
  return lessons.map(({ id, number, title, tasks, exercises, goals }) => ({
    id,
    number,
    title,
    questionCount: tasks.questions,
    exercises,
    goals,
  }));
}

function isBuilt({ draft }: { readonly draft: boolean }) {
  return import.meta.env.MODE !== 'production' || !draft;
}
