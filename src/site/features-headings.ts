/** Lists the headings of FEATURES.md in the contents of the page that shows it: Starlight knows only a page's own. */
import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { getHeadings } from '../../FEATURES.md';

const PAGE = 'teach/features';

export const onRequest = defineRouteMiddleware(({ locals }) => {
  const { entry, toc } = locals.starlightRoute;
  if (entry.id !== PAGE || !toc) return;
  for (const { depth, slug, text } of getHeadings()) {
    const item = { depth, slug, text, children: [] };
    if (depth === 2) toc.items.push(item);
    if (depth === 3) toc.items.at(-1)?.children.push(item);
  }
});
