import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createChapter } from '../new-chapter/create-chapter.ts';
import { Failure } from '../setup/failure.mjs';
import { root } from '../setup/paths.mjs';
import { npm, run } from '../setup/processes.mjs';

const template = path.join(import.meta.dirname, 'template');
/** What a course begins with as Duet's own has it, from the repository's root. */
const shared = [
  '.github/workflows/pages.yml',
  'content/404.mdx',
  'content/course.mdx',
  'content/glossary.mdx',
  'public/data/cifar10',
  'public/data/fashion-mnist',
  'public/data/mnist',
  'public/favicon.svg',
];
/** Where the template has words to be replaced. */
const filled = ['README.md', 'astro.config.mjs', 'content/index.mdx', 'package.json'];

/**
 * Writes a folder with all of a course: Duet packed into a file, its compact data sets, a front page and a first chapter.
 *
 * @param folder new or empty
 * @param title of the course
 * @throws {Failure} when the folder has something in it, or the title is missing; nothing is written then.
 */
export async function exportTemplate(folder: string, title: string): Promise<void> {
  if (folder === '' || title.trim() === '') {
    throw new Failure('A course needs a folder and a name: npm run export-template -- ../my-course "My course"');
  }
  if (existsSync(folder) && (await readdir(folder)).length > 0) {
    throw new Failure(`${folder} is not empty. Name a folder that is new.`);
  }
  await mkdir(folder, { recursive: true });
  await cp(template, folder, { recursive: true });
  // npm leaves out files of the name with the dot when it packs.
  await rename(path.join(folder, 'gitignore'), path.join(folder, '.gitignore'));
  for (const name of shared) await cp(path.join(root, name), path.join(folder, name), { recursive: true });
  const words = await wordsOf(title.trim(), await pack(folder));
  for (const name of filled) await fillIn(path.join(folder, name), words);
  await createChapter(path.join(folder, 'content/lessons'), 'First chapter');
}

/** @returns the name of the packed file, which lies in the folder. */
async function pack(folder: string): Promise<string> {
  const [command = '', ...first] = npm();
  const args = [...first, 'pack', root, '--silent', '--pack-destination', path.resolve(folder)];
  const { code, output } = await run(command, args, { capture: true });
  const name = output.trim().split('\n').at(-1);
  if (code !== 0 || name === undefined) throw new Failure(`${output}\nDuet could not be packed, for the reason above.`);
  return name;
}

async function wordsOf(title: string, tarball: string): Promise<Readonly<Record<string, string>>> {
  const { dependencies } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  return {
    // The words of JSON's strings are JavaScript's and YAML's too.
    COURSE_TITLE: JSON.stringify(title),
    COURSE_NAME: title,
    DUET_TARBALL: tarball,
    ASTRO_VERSION: dependencies.astro ?? '*',
    NODE_VERSION: dependencies.node ?? '*',
  };
}

async function fillIn(file: string, words: Readonly<Record<string, string>>): Promise<void> {
  const text = await readFile(file, 'utf8');
  await writeFile(
    file,
    text.replaceAll(/\b[A-Z]+_[A-Z]+\b/g, (name) => words[name] ?? name),
  );
}
