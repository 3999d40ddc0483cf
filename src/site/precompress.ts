import { globSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { isUntranslated } from '../languages/untranslated.ts';

/** Files of these kinds shrink; fonts, pictures, data sets and the search index are compressed already. */
const COMPRESSIBLE = '**/*.{css,html,js,json,mjs,svg,txt,wasm,xml}';
/** A smaller file fits into one packet as it is. */
const SMALLEST_BYTES = 1024;
/** Pages of so many bytes are compressed in about 20 seconds on two cores by brotli's best quality. */
const BEST_QUALITY_BYTES = 32 * 1024 * 1024;
/** So large a file, such as CPython's, would take the best quality a minute. */
const LARGE_FILE_BYTES = 4 * 1024 * 1024;
/** Takes a thirteenth of the best one's time, and a page is 8% larger. */
const QUICK_QUALITY = 9;
/** For the copies of a page that other languages show until it is translated: there are many, and few are asked for. */
const COPIES_QUALITY = 5;
/** A few more than Node has threads to compress with: all files of a long course at once would fill the memory. */
const FILES_AT_ONCE = 8;

/**
 * Lays a `.br` and a `.gz` beside the files that shrink, for hosts that send such files in their place.
 *
 * A host that compresses at every request takes a quick setting; a build has the time for the best one, unless the course is
 * long. It goes last, when all others have written.
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
  const pagesQuality = brotliQualityOfPages(sumOfSizes(files.filter(isPage)));
  const waiting = files.values();
  const compressWaiting = async () => {
    for (const file of waiting) await writeCompressed(file, isPage(file) ? pagesQuality : qualityOf(file));
  };
  await Promise.all(Array.from({ length: FILES_AT_ONCE }, compressWaiting));
}

/** Of all pages of a site, from their bytes: the best one would take a thousand lessons five minutes. */
export function brotliQualityOfPages(bytes: number): number {
  return bytes <= BEST_QUALITY_BYTES ? constants.BROTLI_MAX_QUALITY : QUICK_QUALITY;
}

function qualityOf(file: string): number {
  return statSync(file).size > LARGE_FILE_BYTES ? QUICK_QUALITY : constants.BROTLI_MAX_QUALITY;
}

function isPage(file: string): boolean {
  return extname(file) === '.html';
}

function sumOfSizes(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}

async function writeCompressed(file: string, quality: number): Promise<void> {
  const content = await readFile(file);
  if (content.length < SMALLEST_BYTES) return;
  const isCopy = isPage(file) && isUntranslated(content.toString());
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: isCopy ? COPIES_QUALITY : quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  const [brotlied, gzipped] = await Promise.all([
    promisify(brotliCompress)(content, { params }),
    promisify(gzip)(content, { level: isCopy ? constants.Z_DEFAULT_COMPRESSION : constants.Z_BEST_COMPRESSION }),
  ]);
  await Promise.all([writeFile(`${file}.br`, brotlied), writeFile(`${file}.gz`, gzipped)]);
}
