/** The code of an experiment waits until the reader comes near it, and no press is lost meanwhile. */
import { expect, test, type Page } from '@playwright/test';
import { Experiment } from './support/experiment.ts';
import { experimentPlaces, type ExperimentPlace } from './support/site.ts';

/** Moves all experiments farther down than any code is loaded for. */
const FAR_AWAY = '<style>.duet-experiment { margin-block-start: 6000px !important }</style>';

const firstOfEachKind = [...Map.groupBy(experimentPlaces, ({ kind }) => kind).values()].flatMap(
  ([first]) => first ?? [],
);

async function openFarFrom(page: Page, { path, id }: ExperimentPlace): Promise<Experiment> {
  await page.route('**/*', async (route) => {
    if (!route.request().isNavigationRequest()) return route.fallback();
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('</head>', `${FAR_AWAY}</head>`) });
  });
  await page.goto(`${path}?backend=wasm&preset=quick`);
  await page.waitForLoadState('networkidle');
  return new Experiment(page, id);
}

for (const place of firstOfEachKind) {
  test(`the code of a ${place.kind} is loaded when the reader comes near`, async ({ page }) => {
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(request.url());
    });
    const experiment = await openFarFrom(page, place);
    expect(await experiment.isLoaded()).toBe(false);
    const before = scripts.length;
    await experiment.root.scrollIntoViewIfNeeded();
    await expect.poll(() => experiment.isLoaded()).toBe(true);
    expect(scripts.length).toBeGreaterThan(before);
  });
}

test('a press that comes before the code is kept', async ({ page }) => {
  const [place] = firstOfEachKind;
  if (!place) throw new Error('The site has no experiment.');
  const experiment = await openFarFrom(page, place);
  await experiment.root.getByText('Full', { exact: true }).dispatchEvent('click');
  await experiment.button('Step').dispatchEvent('click');
  await expect(experiment.root).not.toHaveAttribute('data-state', 'idle');
  await expect(experiment.root.getByRole('radio', { name: 'Full' })).toBeChecked();
});

test('code that does not load is told', async ({ page }) => {
  const [place] = firstOfEachKind;
  if (!place) throw new Error('The site has no experiment.');
  const experiment = await openFarFrom(page, place);
  await page.route(`**/${place.kind}*.js`, (route) => route.abort());
  await experiment.root.scrollIntoViewIfNeeded();
  await expect(experiment.root.getByRole('status').first()).toContainText('did not load');
});
