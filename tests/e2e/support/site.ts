/** The built site, as the files in dist. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/setup/paths.mjs';
import { parsePageId } from '../../../src/languages/page-id.ts';
import { isUntranslated } from '../../../src/languages/untranslated.ts';

export interface SitePage {
  /** Relative to the site's base: 'lessons/one-cnn-two-apis/', or '' for the front page. */
  readonly path: string;
  readonly experiments: readonly ExperimentPlace[];
}

/** Where an experiment is, and which widget it is. */
export interface ExperimentPlace {
  readonly path: string;
  readonly id: string;
  readonly kind: string;
}

const dist = path.join(root, 'dist');

/**
 * Every page that has been built, without those that show their original because nobody has translated it. Translations come
 * last: what is looked for by its kind is found in an original.
 */
export const sitePages: readonly SitePage[] = htmlFiles().flatMap((file) => {
  const html = readFileSync(path.join(dist, file), 'utf8');
  const pagePath = file.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1');
  return isUntranslated(html) ? [] : [{ path: pagePath, experiments: experimentsIn(html, pagePath) }];
});

/** Every experiment of the site. */
export const experimentPlaces: readonly ExperimentPlace[] = sitePages.flatMap(({ experiments }) => experiments);

/**
 * The first experiment of a kind outside the lessons, for the tests that need one and do not mind which: lessons come and
 * go, and choose what they need.
 *
 * @throws {Error} when the site has none.
 */
export function placeOf(kind: string): ExperimentPlace {
  const place = experimentPlaces.find(
    (each) => each.kind === kind && !parsePageId(each.path).page.startsWith('lessons/'),
  );
  if (!place) throw new Error(`The site has no ${kind} outside its lessons to test.`);
  return place;
}

/** A trainer, as {@link placeOf}. */
export function anyTrainer(): ExperimentPlace {
  return placeOf('cnn-trainer');
}

/**
 * Two trainers of the page that has most of them: in a lesson of many trainings a run takes long enough to be disturbed.
 *
 * @throws {Error} when no page has two.
 */
export function twoTrainersOfOnePage(): readonly [ExperimentPlace, ExperimentPlace] {
  const trainersOf = ({ experiments }: SitePage) => experiments.filter(({ kind }) => kind === 'cnn-trainer');
  const [first, second] = sitePages.map(trainersOf).toSorted((a, b) => b.length - a.length)[0] ?? [];
  if (first && second) return [first, second];
  throw new Error('No page of the site has two trainers to test.');
}

function htmlFiles(): string[] {
  if (!existsSync(dist)) throw new Error('There is no dist to test: run `npm run build` first.');
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .toSorted((a, b) => Number(isTranslation(a)) - Number(isTranslation(b)) || (a < b ? -1 : 1));
}

function isTranslation(file: string): boolean {
  return parsePageId(file.replaceAll('\\', '/')).language !== undefined;
}

function experimentsIn(html: string, pagePath: string): ExperimentPlace[] {
  const tags = html.match(/<[a-z-]+\s[^>]*\bdata-experiment="[^>]*>/g) ?? [];
  const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  return tags.map((tag) => ({
    path: pagePath,
    id: attribute(tag, 'data-experiment'),
    kind: attribute(tag, 'data-kind'),
  }));
}
