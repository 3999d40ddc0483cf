import { getCollection, type CollectionEntry } from 'astro:content';
import type { LessonOutline, TaskName } from '../progress/course-outline.ts';
import type { TaskCounts } from '../progress/work-text.ts';
import { tasksOf } from './tasks-of.ts';

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
  readonly exercises: readonly TaskName[];
  readonly goals: readonly TaskName[];
  /** Below the site's base, with slashes on both ends. */
  readonly href: string;
}

let listed: Promise<readonly LessonSummary[]> | undefined;

/** Every lesson of this build, in the order of their numbers. Drafts belong to it where Starlight builds them. */
export function listLessons(): Promise<readonly LessonSummary[]> {
  // Every page asks. Lessons change while they are written, but not while they are built.
  if (import.meta.env.DEV) return readLessons();
  listed ??= readLessons();
  return listed;
}

async function readLessons(): Promise<readonly LessonSummary[]> {
  const pages = await getCollection('docs', ({ data }) => data.lesson !== undefined && isBuilt(data));
  const base = import.meta.env.BASE_URL.replace(/\/$/, '');
  return pages
    .flatMap(({ id, body = '', data: { lesson, title, description = '', durationMinutes, source } }) => {
      if (lesson === undefined) return [];
      const href = `${base}/${id}/`;
      const tasks = { tasks: countTasks(body), exercises: tasksOf('Exercise', body), goals: tasksOf('Goal', body) };
      return [{ id, number: lesson, title, description, durationMinutes, source, ...tasks, href }];
    })
    .sort((a, b) => a.number - b.number);
}

/** Counts the widgets that a lesson's MDX writes. */
export function countTasks(mdx: string): TaskCounts {
  const count = (pattern: RegExp) => mdx.match(pattern)?.length ?? 0;
  return { questions: count(/^<Question\b/gm), exercises: count(/^<(Exercise|Goal)\b/gm) };
}

/** Every lesson with what it asks, for a reader's file and for a class's page. */
export async function outlineLessons(): Promise<LessonOutline[]> {
  const lessons = await listLessons();
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
