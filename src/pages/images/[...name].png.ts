/** The images that other sites show beside a link to a page. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { drawShareImage, type ShareImage } from '../../site/share-image.ts';
import { listShareImages } from '../../site/share-images.ts';

export const getStaticPaths = (async () => {
  const site = import.meta.env.SITE ? new URL(import.meta.env.SITE) : undefined;
  return [...(await listShareImages(site))].map(([name, image]) => ({ params: { name }, props: { ...image } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<ShareImage> = async ({ props }) =>
  new Response(await drawShareImage(props), { headers: { 'content-type': 'image/png' } });
