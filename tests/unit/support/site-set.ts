/** Folders as `content/data` has them, made for a test and gone after it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll } from 'vitest';
import type { SiteFolders } from '../../../scripts/data/site/build-site-datasets.ts';

/** Files of a set by their paths below its folder. */
export type SetFiles = Readonly<Record<string, string | Uint8Array>>;

/** Folders of one test file, removed after its tests. */
export function temporarySite(): SiteFolders & { readonly public: string } {
  const root = mkdtempSync(join(tmpdir(), 'duet-site-'));
  afterAll(() => rmSync(root, { recursive: true }));
  return { content: join(root, 'content/data'), built: join(root, 'public/data/site'), public: join(root, 'public') };
}

export async function writeSet({ content }: SiteFolders, name: string, files: SetFiles): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    const file = join(content, name, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
}

const HEAD = ['title: Drawn shapes', 'licence: CC0-1.0', 'source: https://example.org/shapes'];

/** `data-set.yaml` of images, with further lines. */
export function imageSetFile(...lines: readonly string[]): string {
  return [...HEAD, 'size: [12, 16]', 'channels: 1', ...lines].join('\n');
}

/** `data-set.yaml` of a table. */
export function tableSetFile(labelColumn = 'shape', ...lines: readonly string[]): string {
  return [...HEAD, `labelColumn: ${labelColumn}`, ...lines].join('\n');
}

/** A filled rectangle, or a frame, at a place that depends on `seed`: 16 wide, 12 high, light on dark. */
export function shapePixels(isFrame: boolean, seed: number): Uint8Array {
  const pixels = new Uint8Array(12 * 16).fill(20 + (seed % 7));
  const [left, top] = [seed % 8, (seed * 3) % 5];
  for (let y = 0; y < 7; y++) {
    for (let x = 0; x < 8; x++) {
      const isEdge = x === 0 || y === 0 || x === 7 || y === 6;
      if (isEdge || !isFrame) pixels[(top + y) * 16 + left + x] = 220 - (seed % 11);
    }
  }
  return pixels;
}

export async function shapePng(isFrame: boolean, seed: number): Promise<Uint8Array> {
  const raw = { width: 16, height: 12, channels: 1 } as const;
  return await sharp(shapePixels(isFrame, seed), { raw }).toColourspace('b-w').png().toBuffer();
}

/** Two classes of as many drawn shapes each. */
export async function shapesSet(perClass: number): Promise<SetFiles> {
  const classes = { block: false, frame: true } as const;
  const files = Object.entries(classes).flatMap(([name, isFrame]) =>
    Array.from({ length: perClass }, async (_, seed) => {
      const file = `images/${name}/${String(seed).padStart(3, '0')}.png`;
      return [file, await shapePng(isFrame, seed)] as const;
    }),
  );
  return { 'data-set.yaml': imageSetFile(), ...Object.fromEntries(await Promise.all(files)) };
}
