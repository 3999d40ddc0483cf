import type { TaskName } from '../progress/course-outline.ts';

/** The exercises, of either kind, or the goals that a lesson's MDX writes. */
export function tasksOf(tag: 'Exercise' | 'Goal', mdx: string): readonly TaskName[] {
  const tags = mdx.matchAll(new RegExp(`^<(?:Python)?${tag}\\b[^>]*`, 'gm'));
  return [...tags].flatMap(([text]) => {
    const id = /\bid="([^"]+)"/.exec(text)?.[1];
    return id === undefined ? [] : [{ id, title: /\btitle="([^"]+)"/.exec(text)?.[1] ?? 'Your turn' }];
  });
}
