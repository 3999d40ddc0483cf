import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Folders of this repository that no page is made of. A Python environment in one of them has a hundred thousand files. */
const OTHER_FOLDERS = ['.cache', '.judge', 'tests'];

/**
 * Keeps `npm run dev` from watching what no page is made of: the watcher looks at each file of the folder before the first
 * page is shown, and the build of a thousand lessons is six thousand of them.
 */
export function watchLess(): AstroIntegration {
  return {
    name: 'watch-less',
    hooks: {
      'astro:config:setup': ({ command, config, updateConfig }) => {
        if (command !== 'dev') return;
        const ignored = unwatched(fileURLToPath(config.root), fileURLToPath(config.outDir));
        updateConfig({ vite: { server: { watch: { ignored } } } });
      },
    },
  };
}

/** Tells which files of a course are not watched. @param root of the course */
export function unwatched(root: string, outDir: string): (file: string) => boolean {
  const folders = new Set([...OTHER_FOLDERS, relative(root, outDir)]);
  return (file) => folders.has(relative(root, file).split(sep)[0] ?? '');
}
