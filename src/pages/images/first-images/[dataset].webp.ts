/** The first images of each data set, for readers without JavaScript. */
import { stillPicture } from '@components/image-grid/still.ts';
import type { APIRoute, GetStaticPaths } from 'astro';
import { datasets } from '../../../datasets/registry.ts';
import type { DatasetName } from '../../../training/protocol.ts';

export const getStaticPaths = (() =>
  Object.keys(datasets).map((dataset) => ({ params: { dataset } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) =>
  new Response(await stillPicture(params.dataset as DatasetName), { headers: { 'content-type': 'image/webp' } });
