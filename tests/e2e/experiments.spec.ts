/** Runs every experiment of every page and holds its result against what its chapter expects. */
import { expect, test } from '@playwright/test';
import { openExperiment, type Choices } from './support/experiment.ts';
import { watchProblems } from './support/problems.ts';
import { experimentPlaces, sitePages } from './support/site.ts';

/** Presets by the backend that they are for, and the longest that one may take here. */
const runs = [
  { backend: 'webgpu', preset: 'quick', patience: 8 * 60_000 },
  { backend: 'wasm', preset: 'standard', patience: 10 * 60_000 },
] as const satisfies readonly (Choices & { patience: number })[];

test('the site has pages, and experiments with ids that are unique on their page', () => {
  expect(sitePages.length).toBeGreaterThan(0);
  expect(experimentPlaces.length).toBeGreaterThan(0);
  for (const { path, experiments } of sitePages) {
    const ids = experiments.map(({ id }) => id);
    expect(new Set(ids).size, `${path}: ${ids.join(', ')}`).toBe(ids.length);
  }
});

for (const { backend, preset, patience } of runs) {
  for (const place of experimentPlaces) {
    test(`/${place.path} ${place.id}: ${preset} on ${backend}`, async ({ page }) => {
      test.setTimeout(patience + 60_000);
      const problems = await watchProblems(page);
      const experiment = await openExperiment(page, place, { backend, preset });
      await experiment.runToEnd(patience);
      // A widget without tensors, such as a grid of images, has no backend to name.
      expect([backend, null]).toContain(await experiment.backend());
      const judgements = await experiment.judge(preset);
      expect(judgements.filter(({ met }) => met !== true)).toEqual([]);
      await expect(experiment.root).toHaveAttribute('data-leaked-tensors', '0');
      expect(problems).toEqual([]);
    });
  }
}
