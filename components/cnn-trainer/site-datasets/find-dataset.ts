import { datasets, tables } from '../../../src/datasets/registry.ts';
import type { SiteDataset } from '../../../src/datasets/site/description.ts';
import type { DatasetName, TableName } from '../../../src/training/protocol.ts';

/** A name that is that of no data set. */
export class UnknownDatasetError extends Error {
  override readonly name = 'UnknownDatasetError';
  readonly fact: string;
  readonly fix: string;

  constructor(name: string) {
    const fact = `There is no data set “${name}”.`;
    const known = [...Object.keys(datasets), ...Object.keys(tables)].join(', ');
    const fix = `Name one of ${known}, or a folder of content/data that “npm run data -- ${name}” can build.`;
    super(`${fact} ${fix}`);
    this.fact = fact;
    this.fix = fix;
  }
}

/**
 * The data set that a chapter names, whether it is the course's or of `content/data`.
 *
 * @throws {UnknownDatasetError} when there is none of this name
 */
export function findDataset(name: string, siteDatasets: readonly SiteDataset[]): DatasetName | TableName | SiteDataset {
  if (isCourseName(name)) return name;
  const found = siteDatasets.find((dataset) => dataset.name === name);
  if (found) return found;
  throw new UnknownDatasetError(name);
}

function isCourseName(name: string): name is DatasetName | TableName {
  return Object.hasOwn(datasets, name) || Object.hasOwn(tables, name);
}
