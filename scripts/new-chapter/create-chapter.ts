import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import slugify from '@sindresorhus/slugify';
import { readFrontMatter } from '../check/front-matter.ts';
import { Failure } from '../setup/failure.mjs';

const template = join(import.meta.dirname, 'template');

/** Where a new chapter is. */
export interface CreatedChapter {
  /** Name of its folder among the lessons: `07-recurrent-networks`. */
  readonly folder: string;
  /** Address of its page below the site's base: `lessons/recurrent-networks/`. */
  readonly address: string;
}

/** What a new chapter has to know of one that is there. */
interface Chapter {
  readonly folder: string;
  readonly number: number;
  readonly slug: unknown;
}

/**
 * Makes a chapter that passes all checks as it is, numbered after the last one.
 *
 * Its address is the title in Latin letters; a title that has no Latin spelling is called by its number.
 *
 * @param lessons the folder of the lessons
 * @throws {Failure} when there is no title, or a chapter has its address already; nothing is written then.
 */
export async function createChapter(lessons: string, title: string): Promise<CreatedChapter> {
  const heading = title.replace(/\s+/g, ' ').trim();
  if (heading === '') throw new Failure('A chapter needs a title: npm run new-chapter -- "Title"');
  await mkdir(lessons, { recursive: true });
  const chapters = await readChapters(lessons);
  const number = Math.max(-1, ...chapters.map((chapter) => chapter.number)) + 1;
  const name = slugify(heading) || `chapter-${number}`;
  const slug = `lessons/${name}`;
  const taken = chapters.find((chapter) => chapter.slug === slug);
  if (taken) throw new Failure(`The chapter ${taken.folder} has the address ${slug} already: choose another title.`);
  const folder = `${String(number).padStart(2, '0')}-${name}`;
  await writeTemplate(join(lessons, folder), { title: heading, slug, number });
  return { folder, address: `${slug}/` };
}

/** Writes the chapter that all others begin as. @param folder that does not exist yet */
export async function writeTemplate(
  folder: string,
  { title, slug, number }: { readonly title: string; readonly slug: string; readonly number: number },
): Promise<void> {
  await cp(template, folder, { recursive: true, errorOnExist: true, force: false });
  await fillIn(join(folder, 'index.mdx'), {
    // The words of JSON's strings are YAML's too.
    CHAPTER_TITLE: JSON.stringify(title),
    CHAPTER_SLUG: slug,
    CHAPTER_NUMBER: String(number),
  });
}

async function readChapters(lessons: string): Promise<Chapter[]> {
  const read = async (folder: string): Promise<Chapter> => {
    const text = await readFile(join(lessons, folder, 'index.mdx'), 'utf8').catch(() => '');
    const { lesson, slug } = readFrontMatter(text).values;
    return { folder, number: typeof lesson === 'number' ? lesson : -1, slug };
  };
  return await Promise.all((await readdir(lessons)).map(read));
}

async function fillIn(file: string, values: Readonly<Record<string, string>>): Promise<void> {
  const text = await readFile(file, 'utf8');
  await writeFile(
    file,
    text.replaceAll(/\bCHAPTER_\w+/g, (name) => values[name] ?? name),
  );
}
