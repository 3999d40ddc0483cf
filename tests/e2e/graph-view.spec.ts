/** Graphs of models, and a model on two devices: by keyboard, by link, and what was counted. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { openExperiment, Experiment, type Choices } from './support/experiment.ts';
import { watchProblems } from './support/problems.ts';
import { placeOf } from './support/site.ts';
import { tabTo } from './support/tab-to.ts';

const onWasm = { backend: 'wasm', preset: 'quick' } as const;

async function openAndRun(page: Page, kind: string, choices: Choices): Promise<Experiment> {
  const experiment = await openExperiment(page, placeOf(kind), choices);
  await experiment.runToEnd(60_000);
  return experiment;
}

const diagram = (experiment: Experiment, framework: string) =>
  experiment.root.getByRole('listbox', { name: `Layers in ${framework}` });
const networkOf = (experiment: Experiment) => experiment.root.getByRole('combobox', { name: 'Network' });
const chosen = (list: Locator) => list.getByRole('option', { selected: true });
/** The start of the name of a layer's box. */
const named = (id: string) => new RegExp(`^${id}: `);

test.describe('graph view', () => {
  test('nothing of the drawing loads before Run', async ({ page }) => {
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(request.url());
    });
    const experiment = await openExperiment(page, placeOf('graph-view'), onWasm);
    await experiment.root.scrollIntoViewIfNeeded();
    const before = scripts.length;
    await experiment.runToEnd(60_000);
    expect(scripts.length).toBeGreaterThan(before);
    expect(scripts.slice(before).join(' ')).toContain('readout');
  });

  test('is gone through by keyboard, along a model and across to the other', async ({ page }) => {
    const problems = await watchProblems(page);
    const experiment = await openExperiment(page, placeOf('graph-view'), onWasm);
    await tabTo(page, experiment.button('Run'));
    await page.keyboard.press('Enter');
    await experiment.expectEnd(60_000);
    const [torch, keras] = [diagram(experiment, 'PyTorch'), diagram(experiment, 'Keras')];
    await tabTo(page, torch.getByRole('option', { name: named('0') }));
    await page.keyboard.press('ArrowDown');
    await expect(torch.getByRole('option', { name: named('1') })).toBeFocused();
    await expect(chosen(torch)).toHaveAccessibleName(
      /Linear, in_features=784, \(N, 128\), 100,480 parameters; in Keras: dense$/,
    );
    await page.keyboard.press('ArrowRight');
    const dense = keras.getByRole('option', { name: named('dense') });
    await expect(dense).toBeFocused();
    await expect(dense).toHaveAccessibleName(
      /Dense, 784 features, inferred, \(None, 128\), 100,480 parameters; in PyTorch: 1, 2$/,
    );
    await expect(chosen(torch)).toHaveCount(0);
    await expect(experiment.root.getByRole('list', { name: 'What differs' })).toContainText(
      'One layer in Keras, 2 modules in PyTorch.',
    );
    await page.keyboard.press('End');
    await expect(chosen(keras)).toHaveAccessibleName(named('dense_1'));
    // One Tab stop for each model: the next is beyond it.
    await page.keyboard.press('Tab');
    await expect(keras.locator(':focus')).toHaveCount(0);
    expect(problems).toEqual([]);
  });

  test('nothing lies over the layer that the keyboard comes to, on a phone', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 760 });
    const experiment = await openAndRun(page, 'graph-view', { ...onWasm, preset: 'standard' });
    const torch = diagram(experiment, 'PyTorch');
    await torch.getByRole('option', { name: named('0') }).focus();
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press('ArrowDown');
      const isOnTop = await torch.locator(':focus').evaluate((layer) => {
        const { left, top, bottom, width } = layer.getBoundingClientRect();
        return [top + 3, bottom - 3].every((y) => layer.contains(document.elementFromPoint(left + width / 2, y)));
      });
      expect(isOnTop, `after ${presses + 1} presses`).toBe(true);
    }
  });

  test('Step says the next layer, and what is told of it leaves the diagrams free', async ({ page }) => {
    const experiment = await openAndRun(page, 'graph-view', { ...onWasm, preset: 'standard' });
    await experiment.button('Step').click();
    await expect(experiment.root.getByRole('status')).toContainText('1: ReLU, (N, 32, 30, 30); in Keras: conv2d');
    // As soon as the first layer has come into the window from below, it is to be seen.
    const first = diagram(experiment, 'PyTorch').getByRole('option', { name: named('input') });
    const isOnTop = await first.evaluate((layer) => {
      window.scrollBy({ top: layer.getBoundingClientRect().bottom - window.innerHeight + 8, behavior: 'instant' });
      const { left, top, width, height } = layer.getBoundingClientRect();
      return layer.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
    expect(isOnTop).toBe(true);
  });

  test('marks the partner of the layer under the pointer', async ({ page }) => {
    const experiment = await openAndRun(page, 'graph-view', { ...onWasm, preset: 'full' });
    const [torch, keras] = [diagram(experiment, 'PyTorch'), diagram(experiment, 'Keras')];
    await torch.getByRole('option', { name: named('add') }).hover();
    await expect(keras.locator('.is-partner')).toHaveAccessibleName(named('add'));
    await keras.getByRole('option', { name: named('pool') }).hover();
    await expect(torch.locator('.is-partner')).toHaveCount(2);
    await page.mouse.move(0, 0);
    await expect(torch.locator('.is-partner')).toHaveAccessibleName(named('stem'));
  });

  test('a link carries the network and the layer', async ({ page }) => {
    const experiment = await openAndRun(page, 'graph-view', onWasm);
    await networkOf(experiment).selectOption('branches');
    await experiment.expectEnd(60_000);
    await expect(diagram(experiment, 'Keras').getByRole('option', { name: named('cat') })).toBeVisible();
    await diagram(experiment, 'Keras')
      .getByRole('option', { name: named('wide') })
      .click();
    const link = await experiment.sharedLink();
    await page.goto('about:blank');
    await page.goto(link);
    await expect(networkOf(experiment)).toHaveValue('branches');
    await experiment.runToEnd(60_000);
    await expect(chosen(diagram(experiment, 'Keras'))).toHaveAccessibleName(named('wide'));
  });

  for (const values of ['net=unknown', 'net=cnn&layer=nowhere', 'net=cnn&layer=torch.%3Cb%3E']) {
    test(`a tampered link says so and keeps the defaults: ${values}`, async ({ page }) => {
      const { path, id } = placeOf('graph-view');
      await page.goto(`${path}#${id}~v1.preset=standard&backend=wasm&${values}`);
      const experiment = new Experiment(page, id);
      await expect(experiment.alert).toContainText('The link to this diagram names no');
      await expect(networkOf(experiment)).toHaveValue('cnn');
      await experiment.runToEnd(60_000);
    });
  }

  test('lists every layer in a table', async ({ page }) => {
    const experiment = await openAndRun(page, 'graph-view', onWasm);
    await experiment.root.getByText('Layers as a table').click();
    const table = experiment.root.getByRole('table', { name: 'Layers of both models' });
    await expect(table.getByRole('row')).toHaveCount(7);
    await expect(table.getByRole('row', { name: /^1 Linear/ })).toContainText('(None, 128)');
  });
});

test.describe('device placement', () => {
  for (const [backend, other] of [
    ['wasm', 'plain JavaScript'],
    ['webgpu', 'WASM'],
  ] as const) {
    test(`counts what goes from ${backend} to ${other} and back`, async ({ page }) => {
      test.setTimeout(180_000);
      const problems = await watchProblems(page);
      const experiment = await openExperiment(page, placeOf('device-placement'), { ...onWasm, backend });
      await experiment.root.getByLabel('Batch size').fill('6');
      await experiment.root.getByLabel('Hidden width').fill('12');
      await experiment.runToEnd(120_000);
      const result = await experiment.result();
      for (const dialect of ['torch', 'keras']) {
        expect(result).toMatchObject({
          [`${dialect}ForwardTensors`]: 1,
          [`${dialect}ForwardBytes`]: 6 * 12 * 4,
          [`${dialect}BackwardTensors`]: 1,
          [`${dialect}BackwardBytes`]: 6 * 12 * 4,
        });
        expect(result[`${dialect}LossDifference`]).toBeLessThan(1e-5);
      }
      await expect(experiment.root.getByRole('img', { name: /^PyTorch: forward/ })).toHaveAccessibleName(
        new RegExp(`a tensor of shape 6 by 12, 288 bytes, from ${backend === 'wasm' ? 'WASM' : 'WebGPU'} to ${other}`),
      );
      await experiment.root.getByText('Copies as a table').click();
      await expect(experiment.root.getByRole('table', { name: 'Copies of one step' }).getByRole('row')).toHaveCount(5);
      await expect(experiment.root).toHaveAttribute('data-leaked-tensors', '0');
      expect(problems).toEqual([]);
    });
  }

  test('goes through the parts of a step by keyboard', async ({ page }) => {
    const experiment = await openAndRun(page, 'device-placement', onWasm);
    await tabTo(page, experiment.button('Step'));
    await page.keyboard.press('Enter');
    await expect(experiment.root.getByRole('status')).toContainText(
      '1 of 5: The first layer and relu are computed on WASM',
    );
    await page.keyboard.press('Enter');
    await expect(experiment.root.getByRole('status')).toContainText('read from WASM and written to plain JavaScript');
    await expect(experiment.root.locator('.placement-forward.is-active')).toHaveCount(2);
    await experiment.expectState('done');
  });

  test('a link carries the settings', async ({ page }) => {
    const experiment = await openExperiment(page, placeOf('device-placement'), onWasm);
    await experiment.root.getByLabel('Hidden width').fill('33');
    const link = await experiment.sharedLink();
    await page.goto('about:blank');
    await page.goto(link);
    await expect(experiment.root.getByLabel('Hidden width')).toHaveValue('33');
    await expect(experiment.root.getByLabel('Steps')).toHaveValue('5');
  });

  test('a tampered link, and a width that cannot be, are answered', async ({ page }) => {
    const { path, id } = placeOf('device-placement');
    await page.goto(`${path}#${id}~v1.preset=quick&backend=wasm&batch=20&hidden=99999&steps=5&seed=42`);
    const experiment = new Experiment(page, id);
    await expect(experiment.alert).toContainText('Hidden width cannot be “99999”');
    await expect(experiment.root.getByLabel('Hidden width')).toHaveValue('10');
    await experiment.root.getByLabel('Hidden width').fill('ten');
    await experiment.button('Run').click();
    await expect(experiment.alert).toContainText('Take a whole number, 1 to 4,096.');
    await expect(experiment.root.getByLabel('Hidden width')).toBeFocused();
    await experiment.expectState('idle');
  });
});

for (const kind of ['graph-view', 'device-placement']) {
  for (const theme of ['light', 'dark'] as const) {
    test(`a finished ${kind} is accessible in the ${theme} theme`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      const experiment = await openAndRun(page, kind, { ...onWasm, preset: 'standard' });
      await experiment.root.locator('details').evaluateAll((folds) => {
        for (const fold of folds) fold.setAttribute('open', '');
      });
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
      const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
    });
  }
}
