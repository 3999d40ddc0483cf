import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { DecodedImage } from '../../../src/datasets/decode.ts';
import { loadDataset } from '../../../src/datasets/load.ts';
import type { PythonError, PythonInterpreter } from '../../../src/python/interpreter.ts';
import { startPythonInNode } from '../../../src/python/start-in-node.ts';
import { vision } from '../../../src/python/vision-host.ts';

export const root = join(import.meta.dirname, '../../..');

/** CPython with Duet's packages over the dialects on WASM, with the data sets of this repository. */
export async function startPython(): Promise<PythonInterpreter> {
  vision.loadBy((name, counts, options) =>
    loadDataset(name, counts, { ...options, baseUrl: 'file:/', fetch: readPublicData, decodeImage }),
  );
  return await startPythonInNode();
}

/** What a program prints, without warnings and notices, and the error that ends it. */
export async function outputOf(
  python: PythonInterpreter,
  code: string,
  session: string,
): Promise<{ readonly text: string; readonly error: PythonError | null }> {
  let text = '';
  const error = await python.run({ code, name: 'cell.py', session }, (part, stream) => {
    if (stream === 'stdout') text += part;
  });
  return { text, error };
}

async function readPublicData(url: string): Promise<Response> {
  return new Response(await readFile(join(root, 'public/data', new URL(url).pathname)));
}

async function decodeImage(file: Blob): Promise<DecodedImage> {
  const image = sharp(await file.arrayBuffer()).ensureAlpha();
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}
