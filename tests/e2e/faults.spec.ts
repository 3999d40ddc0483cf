/** Whatever goes wrong ends in a clear message in the widget, with a way on. */
import { expect, test, type Page, type Route } from '@playwright/test';
import { Experiment, openExperiment } from './support/experiment.ts';
import { anyTrainer, sitePages, twoTrainersOfOnePage } from './support/site.ts';
import { prependToWorker } from './support/worker-script.ts';

const quickOnWasm = { backend: 'wasm', preset: 'quick' } as const;
const RUN_MILLISECONDS = 120_000;

const NO_WEBGPU = `Object.defineProperty(navigator, 'gpu', { value: undefined });`;
const NO_WEBGL = `OffscreenCanvas.prototype.getContext = () => null;`;
const NO_WASM = `delete globalThis.WebAssembly;`;

/** Takes abilities from the browser, in the page and in the worker. */
async function withoutAbilities(page: Page, ...abilities: string[]): Promise<void> {
  const code = abilities.join('\n');
  await page.addInitScript(code);
  await prependToWorker(page, code);
}

/** A message that says something, with a button that goes on. */
async function expectWayOn(experiment: Experiment, text: RegExp): Promise<void> {
  await expect(experiment.alert).toContainText(text, { timeout: 60_000 });
  await expect(experiment.alert.getByRole('button').first()).toBeVisible();
}

/** Presses the message's first button; a run that follows has left the state behind before this returns. */
async function takeWayOn(experiment: Experiment): Promise<void> {
  await experiment.alert.getByRole('button').first().click();
  await expect(experiment.root).not.toHaveAttribute('data-state', 'failed');
}

test.describe('a browser that lacks something', () => {
  test('without WebGPU, WebGL and WASM a run says so', async ({ page }) => {
    await withoutAbilities(page, NO_WEBGPU, NO_WEBGL, NO_WASM);
    const experiment = await openExperiment(page, anyTrainer(), { backend: 'auto', preset: 'quick' });
    await experiment.button('Run').click();
    await experiment.expectState('failed');
    await expectWayOn(experiment, /WebGPU.*WebGL.*(WASM|WebAssembly)/s);
  });

  test('WebGPU is not replaced behind the reader’s back, and the way on runs', async ({ page }) => {
    test.setTimeout(RUN_MILLISECONDS + 60_000);
    await withoutAbilities(page, NO_WEBGPU, NO_WEBGL);
    const experiment = await openExperiment(page, anyTrainer(), { backend: 'webgpu', preset: 'quick' });
    await experiment.button('Run').click();
    await experiment.expectState('failed');
    await expectWayOn(experiment, /WebGPU/);
    await takeWayOn(experiment);
    await experiment.expectEnd(RUN_MILLISECONDS);
    expect(await experiment.backend()).toBe('wasm');
  });
});

test.describe('a data file', () => {
  const dataFiles = /\/data\/.*\.(gz|webp|bin)(\?|$)/;
  const damages: readonly (readonly [string, (route: Route) => Promise<void>])[] = [
    ['is missing', (route) => route.fulfill({ status: 404, body: 'Not found' })],
    ['is cut off', (route) => fulfillWith(route, (body) => body.subarray(0, body.length / 2))],
    ['is altered', (route) => fulfillWith(route, flipMiddleByte)],
  ];

  for (const [damage, answer] of damages) {
    test(`that ${damage} is named, and the run goes on once it is mended`, async ({ page }) => {
      test.setTimeout(RUN_MILLISECONDS + 60_000);
      await page.route(dataFiles, answer);
      const experiment = await openExperiment(page, anyTrainer(), quickOnWasm);
      await experiment.button('Run').click();
      await experiment.expectState('failed');
      await expectWayOn(experiment, /[\w-]+\.(bin\.gz|gz|webp|bin)/);
      await page.unroute(dataFiles, answer);
      await takeWayOn(experiment);
      await experiment.expectEnd(RUN_MILLISECONDS);
    });
  }

  async function fulfillWith(route: Route, change: (body: Buffer) => Buffer): Promise<void> {
    const response = await route.fetch();
    const body = change(await response.body());
    // The first damaged file ends the loading of all, and a request that was ended cannot be answered.
    await route.fulfill({ status: 200, contentType: 'application/octet-stream', body }).catch(() => undefined);
  }

  function flipMiddleByte(body: Buffer): Buffer {
    const changed = Buffer.from(body);
    const middle = Math.floor(body.length / 2);
    changed.writeUInt8(changed.readUInt8(middle) ^ 0xff, middle);
    return changed;
  }
});

test('?backend=nonsense is told, and the experiment runs all the same', async ({ page }) => {
  const place = anyTrainer();
  await page.goto(`${place.path}?backend=nonsense`);
  const experiment = new Experiment(page, place.id);
  await expectWayOn(experiment, /nonsense/);
  await experiment.button('Run').click();
  await experiment.expectState('running');
});

test.describe('a setting that cannot be trained', () => {
  const badSettings = [
    ['Learning rate', '0'],
    ['Learning rate', '-0.001'],
    ['Learning rate', 'NaN'],
    ['Learning rate', 'fast'],
    ['Batch size', '2000'],
    ['Batch size', '0'],
    ['Epochs', '1.5'],
  ] as const;

  for (const [label, value] of badSettings) {
    test(`${label} ${value} is refused before anything is loaded`, async ({ page }) => {
      const experiment = await openExperiment(page, anyTrainer(), quickOnWasm);
      const field = experiment.root.getByLabel(label);
      if (!(await field.isVisible())) await experiment.root.getByText('Settings', { exact: true }).click();
      const good = await field.inputValue();
      await field.fill(value);
      await experiment.button('Run').click();
      await expectWayOn(experiment, new RegExp(label.toLowerCase().split(' ')[0] ?? '', 'i'));
      await experiment.expectState('idle');
      expect(page.workers()).toEqual([]);
      await field.fill(good);
      await experiment.button('Run').click();
      await experiment.expectState('running');
    });
  }
});

test.describe('a network that no browser could hold', () => {
  /** Sizes of layers and the batch, and what is said of them. */
  const tooLarge = [
    [
      'takes many GB in a step',
      [
        ['filters', 'Layer 1', '256'],
        ['poolSize', 'Layer 2', '1'],
        ['filters', 'Layer 3', '256'],
      ],
      /^Training this network takes about \d+\.\d GB, \d+ % of them for this layer\. Use fewer units or filters/,
    ],
    [
      'has a billion units',
      [['units', 'Layer 6', '1000000000']],
      /^Dense: units is 1,000,000,000\. Use a whole number from 1 to 2,048\./i,
    ],
  ] as const;

  for (const backend of ['wasm', 'webgpu'] as const) {
    for (const [what, sizes, message] of tooLarge) {
      test(`and ${what} is refused at its layer on ${backend}; the run before stays`, async ({ page }) => {
        test.setTimeout(RUN_MILLISECONDS + 60_000);
        const experiment = await openExperiment(page, anyTrainer(), quickOnWasm);
        const { root } = experiment;
        await experiment.runToEnd(RUN_MILLISECONDS);
        const result = await root.getAttribute('data-result');
        await root.getByLabel('Backend').selectOption(backend);
        await root.getByText('Settings', { exact: true }).click();
        if (sizes.length > 1) await root.getByLabel('Batch size').fill('720');
        for (const [field, layer, value] of sizes) {
          await root
            .getByRole('group', { name: layer, exact: true })
            .locator(`[data-layer-field="${field}"]`)
            .fill(value);
        }
        await expect(root.locator('li [data-part="problem"]:not(:empty)')).toHaveText(message);
        await experiment.button('Run').click();
        await expect(experiment.alert).toContainText(new RegExp(message.source.slice(1), message.flags));
        await expect(root.locator('li :focus')).toBeVisible();
        await experiment.expectState('done');
        expect(await root.getAttribute('data-result')).toBe(result);
      });
    }
  }
});

test('a second run asks before it stops the first', async ({ page }) => {
  test.setTimeout(120_000);
  const [placeOfFirst, placeOfSecond] = twoTrainersOfOnePage();
  const first = await openExperiment(page, placeOfFirst, quickOnWasm);
  const second = new Experiment(page, placeOfSecond.id);
  await first.button('Run').click();
  await first.expectState('running');
  await second.button('Run').click();
  await expectWayOn(second, /running/);
  await second.expectState('idle');
  await first.expectState('running');
  await takeWayOn(second);
  await second.expectState('running');
  await first.expectState('idle');
  expect(page.workers()).toHaveLength(1);
});

test('leaving the page ends the run and its worker', async ({ page }) => {
  const place = anyTrainer();
  const experiment = await openExperiment(page, place, quickOnWasm);
  await experiment.button('Run').click();
  await experiment.expectState('running');
  const other = sitePages.find(({ path }) => path !== place.path)?.path ?? '';
  await page.goto(other);
  await expect.poll(() => page.workers().length).toBe(0);
  await page.goBack();
  const again = new Experiment(page, place.id);
  await again.expectState('idle');
  await again.button('Run').click();
  await again.expectState('running');
});

test.describe('a worker that dies', () => {
  const deaths = [
    ['of an error', `setTimeout(() => { throw new Error('broken on purpose'); })`],
    ['without a word', 'close()'],
  ] as const;

  for (const [death, code] of deaths) {
    test(`${death} is told, and the next run has a new one`, async ({ page }) => {
      test.setTimeout(120_000);
      const experiment = await openExperiment(page, anyTrainer(), quickOnWasm);
      await experiment.button('Run').click();
      await experiment.expectState('running');
      // A paused run is still there when the message comes, however fast the machine.
      await experiment.button('Pause').click();
      await experiment.expectState('paused');
      await page.workers()[0]?.evaluate(code);
      await experiment.expectState('failed');
      await expectWayOn(experiment, /worker/);
      await takeWayOn(experiment);
      await experiment.expectState('running');
    });
  }
});

test('a lost GPU device is told, and the way on runs without it', async ({ page }) => {
  test.setTimeout(240_000);
  await prependToWorker(
    page,
    `const requestDevice = GPUAdapter.prototype.requestDevice;
     GPUAdapter.prototype.requestDevice = async function (...options) {
       const device = await requestDevice.apply(this, options);
       globalThis.loseDevice = () => device.destroy();
       return device;
     };`,
  );
  const experiment = await openExperiment(page, anyTrainer(), { backend: 'webgpu', preset: 'quick' });
  await experiment.button('Run').click();
  await experiment.expectState('running');
  await page.workers()[0]?.evaluate('loseDevice()');
  await experiment.expectState('failed');
  await expectWayOn(experiment, /lost/);
  await takeWayOn(experiment);
  await experiment.expectEnd(RUN_MILLISECONDS);
  expect(await experiment.backend()).toBe('wasm');
});

test('a lost WebGL context is told, and the way on runs without it', async ({ page }) => {
  test.setTimeout(240_000);
  await prependToWorker(
    page,
    `const getContext = OffscreenCanvas.prototype.getContext;
     OffscreenCanvas.prototype.getContext = function (...options) {
       const context = getContext.apply(this, options);
       if (options[0] === 'webgl2') globalThis.loseContext = () => context.getExtension('WEBGL_lose_context').loseContext();
       return context;
     };`,
  );
  const experiment = await openExperiment(page, anyTrainer(), { backend: 'webgl', preset: 'quick' });
  await experiment.button('Run').click();
  await experiment.expectState('running');
  await page.workers()[0]?.evaluate('loseContext()');
  await experiment.expectState('failed');
  await expectWayOn(experiment, /lost/);
  await takeWayOn(experiment);
  await experiment.expectEnd(RUN_MILLISECONDS);
  expect(await experiment.backend()).toBe('wasm');
});
