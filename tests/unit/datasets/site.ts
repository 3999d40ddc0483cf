/** A site that serves the committed data files, for loading under Node. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { DecodedImage } from '../../../src/datasets/decode.ts';
import type { FetchFile } from '../../../src/datasets/download.ts';
import type { LoadOptions } from '../../../src/datasets/load.ts';

export const publicData = join(import.meta.dirname, '../../../public/data');

/** Answers in place of the file whose address ends so, without its query. */
export type Overrides = Readonly<Record<string, (file: Uint8Array) => Response | Promise<Response>>>;

export interface TestSite {
  readonly options: LoadOptions & { readonly fetch: FetchFile };
  /** Addresses asked for, without their queries. */
  readonly requests: string[];
}

export function testSite(overrides: Overrides = {}): TestSite {
  const requests: string[] = [];
  const fetch: FetchFile = async (url, { signal }) => {
    signal?.throwIfAborted();
    const path = new URL(url, 'http://localhost').pathname;
    requests.push(path);
    const file = await readFile(join(publicData, path.replace(/^\/data\//, ''))).catch(() => null);
    const override = Object.entries(overrides).find(([ending]) => path.endsWith(ending));
    if (override) return override[1](file ?? new Uint8Array());
    return file ? respond(file) : new Response('Not found', { status: 404 });
  };
  return { options: { baseUrl: '/data/', fetch, decodeImage: decodeWithSharp }, requests };
}

/** A response whose body comes in several chunks, and breaks off after them when `ending` is an error. */
export function respond(file: Uint8Array, chunkBytes = 50_000, ending?: Error): Response {
  let sent = 0;
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    if (sent < file.length) controller.enqueue(file.slice(sent, (sent += chunkBytes)));
    else if (ending) controller.error(ending);
    else controller.close();
  };
  return new Response(new ReadableStream({ pull }));
}

export async function decodeWithSharp(file: Blob): Promise<DecodedImage> {
  const picture = sharp(await file.arrayBuffer())
    .ensureAlpha()
    .raw();
  const { data, info } = await picture.toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}
