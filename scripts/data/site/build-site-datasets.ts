/** The sets of `content/data`, built into `public/data/site`. */
import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from '../../../src/datasets/dataset-error.ts';
import { OWN_DATA } from '../../../src/datasets/own/description.ts';
import { datasets, tables } from '../../../src/datasets/registry.ts';
import { siteDatasetName } from '../../../src/datasets/site/site-dataset-schema.ts';
import { siteManifestSchema, type SiteManifest } from '../../../src/datasets/site/site-manifest.ts';
import { refuse } from './data-problem.ts';
import { IMAGE_FOLDER, readImageFolder } from './read-image-folder.ts';
import { readSetFile, type SetFile } from './read-set-file.ts';
import { readTable, TABLE_FILE } from './read-table.ts';
import type { SiteExamples } from './site-examples.ts';
import { writeSiteDataset } from './write-site-dataset.ts';

const SET_FILE = 'data-set.yaml';
/** Another one makes all sets anew: for changes of the code that change the files. */
const BUILDER_VERSION = '1';
/** They mean something else where a data set is named. */
const takenNames = new Set([...Object.keys(datasets), ...Object.keys(tables), OWN_DATA, 'full', 'site']);

/** Where sets are read and written. */
export interface SiteFolders {
  /** With a folder for each set. */
  readonly content: string;
  readonly built: string;
}

/** @param root of the course. */
export function siteFolders(root: string): SiteFolders {
  return { content: join(root, 'content/data'), built: join(root, 'public/data/site') };
}

/** The names of all sets in `content/data`. */
export async function siteDatasetNames({ content }: SiteFolders): Promise<readonly string[]> {
  if (!existsSync(content)) return [];
  const entries = await readdir(content, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

/**
 * Builds the sets whose files have changed since they were built, and removes built ones that are no longer there.
 *
 * @param tell is told in a line each what was built.
 * @throws {BuildError} for the first set that cannot be read.
 */
export async function buildOutdated(folders: SiteFolders, tell: (line: string) => void): Promise<void> {
  const names = await siteDatasetNames(folders);
  for (const name of names) {
    if ((await builtFromOf(folders, name)) !== (await digestOf(join(folders.content, name)))) {
      tell(await buildSiteDataset(folders, name));
    }
  }
  if (!existsSync(folders.built)) return;
  for (const built of await readdir(folders.built)) {
    if (!names.includes(built)) await rm(join(folders.built, built), { recursive: true });
  }
}

/**
 * Builds one set: the same files give the same bytes.
 *
 * @returns what was built, in a line.
 * @throws {BuildError} that names every file, line or field at fault.
 */
export async function buildSiteDataset(folders: SiteFolders, name: string): Promise<string> {
  const folder = join(folders.content, name);
  const shownFolder = `content/data/${name}`;
  requireName(name, shownFolder);
  const setFile = await readSetFile(join(folder, SET_FILE), `${shownFolder}/${SET_FILE}`);
  const builtFrom = await digestOf(folder);
  const examples = await readExamples(folder, shownFolder, setFile);
  const { train, test, notes, ...form } = examples;
  const { title, licence, source: credit, description: summary = '' } = setFile;
  const dataset = {
    ...{ name, title, licence, credit, summary, ...form },
    classNames: shownClassNames(setFile, form.storedClassNames),
    fullTrainImages: train.count,
    fullTestImages: test.count,
  };
  const manifest = await writeSiteDataset(join(folders.built, name), builtFrom, dataset, { train, test });
  return [`${name}: ${summaryOf(manifest)}.`, ...notes].join(' ');
}

function requireName(name: string, file: string): void {
  if (siteDatasetName.test(name) && !takenNames.has(name)) return;
  const fact = takenNames.has(name) ? `“${name}” means something else already.` : `“${name}” is no name of a data set.`;
  const fix =
    'Rename the folder: lower-case letters a to z, digits, and hyphens between them, such as school-yard-leaves.';
  refuse([{ file, line: null, fact, fix }]);
}

async function readExamples(folder: string, name: string, setFile: SetFile): Promise<SiteExamples> {
  const [hasImages, hasTable] = [existsSync(join(folder, IMAGE_FOLDER)), existsSync(join(folder, TABLE_FILE))];
  if (hasImages === hasTable) {
    const fact = hasImages ? `It has ${IMAGE_FOLDER}/ and ${TABLE_FILE}.` : 'It has no data.';
    const fix = `Add one of ${IMAGE_FOLDER}/, with a folder for each class, and ${TABLE_FILE}; a set has one of them.`;
    refuse([{ file: name, line: null, fact, fix }]);
  }
  requireFieldsFor(hasImages, setFile);
  try {
    return await (hasImages ? readImageFolder(folder, name, setFile) : readTable(folder, setFile));
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    const file = hasTable ? `${name}/${TABLE_FILE}` : name;
    refuse([{ file, line: null, fact: error.message, fix: error.fix }]);
    throw error;
  }
}

/** A field that the data has no use for was meant for something. */
function requireFieldsFor(hasImages: boolean, { file, lineOf }: SetFile): void {
  const unused = hasImages ? (['labelColumn'] as const) : (['size', 'channels'] as const);
  const kind = hasImages ? 'images' : 'a table';
  refuse(
    unused
      .filter((field) => lineOf(field) !== null)
      .map((field) => ({ file, line: lineOf(field), fact: `“${field}” says nothing of ${kind}.`, fix: 'Remove it.' })),
  );
}

/** What readers see of the classes. */
function shownClassNames({ classNames = {}, file, lineOf }: SetFile, stored: readonly string[]): string[] {
  const shown = new Map(Object.entries(classNames).map(([name, other]) => [name.normalize('NFC'), other]));
  const names = stored.map((name) => name.normalize('NFC'));
  refuse(
    [...shown.keys()]
      .filter((name) => !names.includes(name))
      .map((name) => ({
        file,
        line: lineOf('classNames'),
        fact: `“classNames” has “${name}”, which is no class.`,
        fix: `The classes are ${names.join(', ')}.`,
      })),
  );
  return names.map((name) => shown.get(name) ?? name);
}

/** Of the built set; null where there is none that can be used. */
async function builtFromOf({ built }: SiteFolders, name: string): Promise<string | null> {
  const text = await readFile(join(built, name, 'manifest.json'), 'utf8').catch(() => 'null');
  try {
    return siteManifestSchema.parse(JSON.parse(text)).builtFrom;
  } catch {
    return null;
  }
}

/** SHA-256 of all files of a set, with their paths. */
async function digestOf(folder: string): Promise<string> {
  const files = globSync([SET_FILE, TABLE_FILE, `${IMAGE_FOLDER}/**`], { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  const digest = createHash('sha256').update(BUILDER_VERSION);
  for (const file of files) {
    const content = await readFile(file);
    digest.update(`\n${file.slice(folder.length).replaceAll('\\', '/')} ${content.length}\n`).update(content);
  }
  return digest.digest('hex');
}

function summaryOf({ dataset, train, test }: SiteManifest): string {
  const files = [train, test].flatMap(({ labels, shards }) => [labels, ...shards]);
  const megabytes = files.reduce((total, { bytes }) => total + bytes, 0) / 1e6;
  const { source, height, width, channels, classNames } = dataset;
  const isTable = source.type === 'csv' && source.content === 'features';
  const form = isTable ? `${width} features` : `${width} × ${height} pixels, ${channels === 1 ? 'grey' : 'in colour'}`;
  const counts = `${train.count} + ${test.count} ${source.type === 'csv' ? 'rows' : 'images'}`;
  return `${counts} of ${form}, ${classNames.length} classes, ${megabytes.toFixed(1)} MB`;
}
