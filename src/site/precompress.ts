import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { AstroIntegration } from 'astro';

/** Files of these kinds shrink; fonts, pictures, data sets and the search index are compressed already. */
const COMPRESSIBLE = '**/*.{css,html,js,json,svg,txt,wasm,xml}';
/** A smaller file fits into one packet as it is. */
const SMALLEST_BYTES = 1024;

/**
 * Lays a `.br` and a `.gz` beside the files that shrink, for hosts that send such files in their place.
 *
 * A host that compresses at every request takes a quick setting; a build has the time for the best one. It goes last, when
 * all others have written.
 */
export function precompress(): AstroIntegration {
  return {
    name: 'precompress',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const start = performance.now();
        await precompressFolder(fileURLToPath(dir));
        logger.info(`Compressed in ${((performance.now() - start) / 1000).toFixed(1)} s`);
      },
    },
  };
}

/** Compresses the files of a folder and of those in it. */
export async function precompressFolder(folder: string): Promise<void> {
  const files = globSync(COMPRESSIBLE, { cwd: folder }).map((name) => join(folder, name));
  await Promise.all(files.map(writeCompressed));
}

async function writeCompressed(file: string): Promise<void> {
  const content = await readFile(file);
  if (content.length < SMALLEST_BYTES) return;
  const [brotlied, gzipped] = await Promise.all([
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
    promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
  ]);
  await Promise.all([writeFile(`${file}.br`, brotlied), writeFile(`${file}.gz`, gzipped)]);
}
