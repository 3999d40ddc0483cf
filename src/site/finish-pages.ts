import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { withPolicy } from './content-security-policy.ts';
import { withStylesLinkedOnce } from './link-styles-once.ts';

/** Gives each built page what can only be said of it as a whole: style sheets that are linked once, and its policy. */
export function finishPages(): AstroIntegration {
  return {
    name: 'finish-pages',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const folder = fileURLToPath(dir);
        for (const page of globSync('**/*.html', { cwd: folder })) {
          const file = join(folder, page);
          writeFileSync(file, withPolicy(withStylesLinkedOnce(readFileSync(file, 'utf8'))));
        }
      },
    },
  };
}
