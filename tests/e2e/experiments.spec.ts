/**
 * Runs every experiment of every page and holds its result against what its chapter expects.
 *
 * WebAssembly is quick enough to run all of them each time. WebGPU in software is not: of each kind of experiment one runs
 * each time, and all of them, with the longer runs that readers get on WebAssembly, in the suite `exhaustive`.
 */
import { expect, test, type Page } from '@playwright/test';
import { openExperiment, type Choices } from './support/experiment.ts';
import { watchProblems } from './support/problems.ts';
import { experimentPlaces, sitePages, type ExperimentPlace } from './support/site.ts';

type Run = Pick<Choices, 'backend'> & { readonly preset: NonNullable<Choices['preset']> };

const PATIENCE_MILLISECONDS = 10 * 60_000;

const firstOfEachKind = [...new Map(experimentPlaces.toReversed().map((place) => [place.kind, place])).values()];

test('the site has pages, and experiments with ids that are unique on their page', () => {
  expect(sitePages.length).toBeGreaterThan(0);
  expect(experimentPlaces.length).toBeGreaterThan(0);
  for (const { path, experiments } of sitePages) {
    const ids = experiments.map(({ id }) => id);
    expect(new Set(ids).size, `${path}: ${ids.join(', ')}`).toBe(ids.length);
  }
});

for (const { path, experiments } of sitePages.filter(({ experiments }) => experiments.length > 0)) {
  test(`/${path}: quick on wasm, ${experiments.length} one after the other`, async ({ page }) => {
    test.setTimeout(PATIENCE_MILLISECONDS);
    const problems = await watchProblems(page);
    const run = { backend: 'wasm', preset: 'quick' } as const;
    for (const place of experiments) await test.step(place.id, () => expectResult(page, place, run));
    expect(problems).toEqual([]);
  });
}

for (const place of experimentPlaces) {
  const isRepresentative = firstOfEachKind.includes(place);
  const runs: readonly (Run & { tag: string[] })[] = [
    { backend: 'webgpu', preset: 'quick', tag: isRepresentative ? [] : ['@exhaustive'] },
    { backend: 'wasm', preset: 'standard', tag: ['@exhaustive'] },
  ];
  for (const { tag, ...run } of runs) {
    test(`/${place.path} ${place.id}: ${run.preset} on ${run.backend}`, { tag }, async ({ page }) => {
      test.setTimeout(PATIENCE_MILLISECONDS);
      const problems = await watchProblems(page);
      await expectResult(page, place, run);
      expect(problems).toEqual([]);
    });
  }
}

async function expectResult(page: Page, place: ExperimentPlace, run: Run): Promise<void> {
  const experiment = await openExperiment(page, place, run);
  await experiment.runToEnd(PATIENCE_MILLISECONDS);
  // A widget without tensors, such as a grid of images, has no backend to name.
  expect([run.backend, null]).toContain(await experiment.backend());
  const judgements = await experiment.judge(run.preset);
  expect(judgements.filter(({ met }) => met !== true)).toEqual([]);
  await expect(experiment.root).toHaveAttribute('data-leaked-tensors', '0');
}
