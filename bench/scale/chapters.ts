import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { terms } from '../../components/glossary/terms.ts';
import { writeTemplate } from '../../scripts/new-chapter/create-chapter.ts';

/** Sections that each chapter has besides those of the template, and paragraphs of each. */
const SECTIONS = 3;
const PARAGRAPHS = 3;
const TERM_IMPORT = "import Term from '@components/glossary/Term.astro';\n";

const entries = Object.entries(terms);

/**
 * Writes chapters, each the template of `npm run new-chapter` with sections of prose before its end. What is explained, and how
 * large the network is, differ from chapter to chapter.
 *
 * @param lessons the folder of the lessons, which need not exist
 */
export async function writeChapters(lessons: string, count: number): Promise<void> {
  await mkdir(lessons, { recursive: true });
  for (let number = 0; number < count; number += 1) await writeChapter(lessons, number);
}

async function writeChapter(lessons: string, number: number): Promise<void> {
  const folder = join(lessons, `${String(number).padStart(4, '0')}-chapter`);
  const [name] = entryAt(number * SECTIONS * PARAGRAPHS);
  await writeTemplate(folder, { title: `${titleOf(name)}, part ${number}`, slug: `lessons/chapter-${number}`, number });
  const units = String(32 + (number % 64));
  for (const file of ['index.mdx', 'listings/keras_model.py', 'listings/torch_model.py']) {
    // A hyphen stands before the number of an address.
    const text = (await readFile(join(folder, file), 'utf8')).replaceAll(/(?<!-)\b32\b/g, units);
    await writeFile(join(folder, file), file === 'index.mdx' ? withSections(text, number) : text);
  }
}

/**
 * The same chapters as Markdown that any generator reads: headings, prose and code, without components.
 *
 * @param docs the folder of the pages
 */
export async function writePlainChapters(docs: string, lessons: string): Promise<void> {
  await mkdir(docs, { recursive: true });
  for (const name of await readdir(lessons)) {
    const folder = join(lessons, name);
    const listing = async (file: string) =>
      `\`\`\`python\n${await readFile(join(folder, 'listings', file), 'utf8')}\`\`\`\n`;
    const mdx = await readFile(join(folder, 'index.mdx'), 'utf8');
    const code = [await listing('keras_model.py'), await listing('torch_model.py')].join('\n');
    await writeFile(join(docs, `${name}.md`), plainText(mdx, code));
  }
}

function plainText(mdx: string, code: string): string {
  const [, title = '', body = ''] = /^title: (.*)$[^]*?^---$([^]*)/m.exec(mdx) ?? [];
  const text = body
    .replaceAll(/^import .*\n/gm, '')
    .replaceAll(/^<Compare[^]*?^<\/Compare>/gm, () => code)
    .replaceAll(/^<[A-Z][^]*?>$/gm, '')
    .replaceAll(/<\/?[A-Z]\w*[^<>]*>/g, '');
  return `---\ntitle: ${title}\n---\n${text}`;
}

function withSections(mdx: string, number: number): string {
  const sections = Array.from({ length: SECTIONS }, (_, index) => sectionOf(number * SECTIONS + index));
  const [before = '', end = ''] = mdx.split(/(?=^## What should you remember)/m);
  return `${before.replace(/^(?=import )/m, TERM_IMPORT)}${sections.join('')}${end}`;
}

function sectionOf(index: number): string {
  const [name] = entryAt(index * PARAGRAPHS);
  const paragraphs = Array.from({ length: PARAGRAPHS }, (_, at) => paragraphOf(index * PARAGRAPHS + at));
  return `## ${titleOf(name)}\n\n${paragraphs.join('\n\n')}\n\n`;
}

/** A term that is explained, its definition, and those of two others. */
function paragraphOf(index: number): string {
  const [id, { definition }] = entryAt(index);
  const others = [7, 31].map((step) => entryAt(index + step)[1].definition);
  return [`What is <Term id="${id}">${titleOf(id)}</Term>?`, definition, ...others].join(' ');
}

function titleOf(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function entryAt(index: number) {
  const entry = entries[index % entries.length];
  if (!entry) throw new RangeError('The glossary has no terms.');
  return entry;
}
