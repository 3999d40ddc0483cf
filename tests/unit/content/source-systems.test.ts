/** The table of the sources' systems names what is there. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sources } from '../../../components/framework-table/sources.ts';
import { sourceSystems } from '../../../components/source-table/source-systems.ts';
import { values } from '../../../content/lessons/03-graphs-tensors-gradients/values.ts';

test('all sources are there, and the page shows each', () => {
  const page = readFileSync('content/teach/sources.mdx', 'utf8');
  const shown = [...page.matchAll(/<SourceTable source="(\d+)" \/>/g)].map(([, source]) => source);
  expect(shown).toEqual(Object.keys(sources).sort());
  expect([...new Set(sourceSystems.map(({ source }) => source))].sort()).toEqual(shown);
});

describe.each(sourceSystems)('$source: $system', ({ lesson, places }) => {
  const folder = `content/lessons/${lesson}`;

  test.runIf(existsSync(`${folder}/index.mdx`))('runs where the table says', () => {
    const text = readFileSync(`${folder}/index.mdx`, 'utf8');
    for (const place of places) {
      if ('id' in place) expect(text).toContain(` id="${place.id}"`);
      else expect(text, `${place.listing} is shown`).toContain(`'./listings/${place.listing}?raw'`);
    }
  });

  test('has a place as soon as its lesson is no draft', () => {
    const [page] = globSync(`${folder}/index.mdx`);
    const isDraft = page === undefined || /^draft: true$/m.test(readFileSync(page, 'utf8'));
    expect(isDraft || places.length > 0).toBe(true);
  });
});

test('the losses of the regression are those that the lesson computes', () => {
  const reported = sourceSystems.find(({ places }) =>
    places.some((place) => 'id' in place && place.id === 'regression-surface'),
  );
  expect(reported?.figure?.reported).toContain(values.losses.map((loss) => loss.toFixed(4)).join(', '));
});
