import { listLessons } from '@components/lesson-list/lessons.ts';
import type { ShareImage } from './share-image.ts';

/** Pages that are no lesson share one image, of this name. */
const COMMON = 'duet';

/** Every share image of the site by its name. Without the site's own address nobody could ask for one, and there are none. */
export async function listShareImages(site: URL | undefined): Promise<Map<string, ShareImage>> {
  if (!site) return new Map();
  const course = import.meta.env.COURSE_TITLE;
  const lessons = await listLessons();
  return new Map([
    [COMMON, { place: course, title: import.meta.env.COURSE_DESCRIPTION }],
    ...lessons.map(({ id, number, title }) => [id, { place: `${course}, lesson ${number}`, title }] as const),
  ]);
}

/** Address of the image for a page, or undefined where the site has none. @param pageId as in content collections */
export async function shareImageUrl(pageId: string, site: URL | undefined): Promise<URL | undefined> {
  if (!site) return undefined;
  const images = await listShareImages(site);
  const base = import.meta.env.BASE_URL.replace(/\/$/, '');
  return new URL(`${base}/images/${images.has(pageId) ? pageId : COMMON}.png`, site);
}
