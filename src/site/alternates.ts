/**
 * Tells search engines which pages are one page in several languages. Starlight names an address in every language; here only
 * translations are named, and a page that is shown untranslated names its original as the one to list.
 */
import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { getCollection } from 'astro:content';
import { originalLanguage } from '../languages/languages.ts';
import { pageHref, pageIdIn, parsePageId } from '../languages/page-id.ts';

export const onRequest = defineRouteMiddleware(async ({ locals, site }) => {
  const route = locals.starlightRoute;
  if (!site) return;
  const { page } = parsePageId(route.id);
  const ids = await writtenPages();
  const isWritten = (tag: string) => ids.has(pageIdIn(tag === originalLanguage ? undefined : tag, page));
  const original = new URL(pageHref(undefined, page, import.meta.env.BASE_URL), site).href;
  route.head = route.head.flatMap((element) => {
    const { rel, hreflang, property } = element.attrs ?? {};
    if (rel === 'alternate' && typeof hreflang === 'string')
      return !route.isFallback && (hreflang === 'x-default' || isWritten(hreflang)) ? [element] : [];
    if (!route.isFallback) return [element];
    if (rel === 'canonical') return [{ ...element, attrs: { ...element.attrs, href: original } }];
    if (property === 'og:url') return [{ ...element, attrs: { ...element.attrs, content: original } }];
    return [element];
  });
});

let written: Promise<ReadonlySet<string>> | undefined;

/** Ids of all pages that have a file. They change while they are written, but not while they are built. */
function writtenPages(): Promise<ReadonlySet<string>> {
  if (import.meta.env.DEV) return readPages();
  written ??= readPages();
  return written;
}

async function readPages(): Promise<ReadonlySet<string>> {
  const pages = await getCollection('docs');
  return new Set(pages.map(({ id }) => (id === 'index' ? '' : id)));
}
