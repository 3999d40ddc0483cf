/** A build of the site for one test, beside dist. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../../scripts/setup/paths.mjs';
import { run, tool, toolEnvironment } from '../../../scripts/setup/processes.mjs';

/** The address of the host that such a build is told: nobody asks it for anything. */
export const SITE = 'https://example.org';

/**
 * Builds the site for the path `base` of a host.
 *
 * @returns its folder, in .cache/: Astro resolves packages from the folder that it writes to.
 */
export async function buildSiteBelow(base: string): Promise<string> {
  const folder = path.join(root, '.cache', 'site-below-a-path');
  await rm(folder, { recursive: true, force: true });
  const [command = '', ...first] = tool('astro');
  const env = { ...toolEnvironment(), BASE: base, SITE_URL: SITE };
  const { code, output } = await run(command, [...first, 'build', '--outDir', folder], { capture: true, env });
  if (code !== 0) throw new Error(`The site could not be built below ${base}:\n${output}`);
  return folder;
}
