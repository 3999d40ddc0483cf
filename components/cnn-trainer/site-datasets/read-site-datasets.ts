import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SiteDataset } from '../../../src/datasets/site/description.ts';
import { siteManifestSchema } from '../../../src/datasets/site/site-manifest.ts';

/** The sets of `content/data` as they are built, by their names; read while a page is made. */
export function readSiteDatasets(publicFolder = join(process.cwd(), 'public')): readonly SiteDataset[] {
  const folder = join(publicFolder, 'data/site');
  const manifests = globSync('*/manifest.json', { cwd: folder }).sort();
  return manifests.map(
    (file) => siteManifestSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))).dataset,
  );
}
