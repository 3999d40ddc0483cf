import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { BuildError } from '../build-error.ts';
import { buildOutdated, siteFolders } from './build-site-datasets.ts';

/** Builds what is new or changed in `content/data` before the site is built, or served while it is written. */
export function buildSiteDatasets(): AstroIntegration {
  return {
    name: 'site-data-sets',
    hooks: {
      'astro:config:setup': async ({ command, config, logger }) => {
        if (command !== 'dev' && command !== 'build') return;
        try {
          await buildOutdated(siteFolders(fileURLToPath(config.root)), (line) => logger.info(line));
        } catch (error) {
          if (!(error instanceof BuildError) || command === 'build') throw error;
          // Who writes a chapter goes on with the other pages.
          logger.error(error.message);
        }
      },
    },
  };
}
