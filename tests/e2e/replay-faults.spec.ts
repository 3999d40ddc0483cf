/** Steps are replayed, and the device fails, has no memory left or little of everything, or the reader looks elsewhere. */
import { expect, test, type Page } from '@playwright/test';
import { findFreePort } from '../../scripts/setup/port.mjs';
import type { Fault, Limits, Order, Outcome, ToldStep } from './replay-faults/train.ts';
import { openExperiment, type Experiment } from './support/experiment.ts';
import { buildPageScript, openPageScript } from './support/page-script.ts';
import { watchProblems } from './support/problems.ts';
import { experimentPlaces } from './support/site.ts';
import { prependToWorker } from './support/worker-script.ts';

const RUN_MILLISECONDS = 120_000;
const MEBIBYTE = 2 ** 20;

/** What WebGPU promises of every adapter. */
const leastLimits: Limits = {
  maxBufferSize: 256 * MEBIBYTE,
  maxStorageBufferBindingSize: 128 * MEBIBYTE,
  maxStorageBuffersPerShaderStage: 8,
  maxComputeWorkgroupStorageSize: 16_384,
  maxComputeWorkgroupSizeX: 256,
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupsPerDimension: 65_535,
};

const styles = ['torch', 'keras'] as const;

/** Few channels, so that it trains fast, and large images, so that it has many workgroups. */
const smallLayers = [
  { type: 'conv2d', filters: 8, kernelSize: 3, activation: 'relu' },
  { type: 'maxPool2d', poolSize: 2 },
  { type: 'conv2d', filters: 8, kernelSize: 3, activation: 'relu' },
  { type: 'flatten' },
  { type: 'dense', units: 10, activation: 'linear' },
] as const;

let script: string;

test.beforeAll(async () => {
  script = await buildPageScript(new URL('replay-faults/train.ts', import.meta.url));
});

test.beforeEach(() => {
  test.setTimeout(RUN_MILLISECONDS);
});

/** Trains in a page of its own, after `prepare`, an expression of the script's exports. */
async function train(page: Page, order: Order, prepare = ''): Promise<Outcome> {
  await openPageScript(page, test.info().project.use.baseURL, script);
  return await page.evaluate<Outcome>(
    `import('./script.js').then((script) => { ${prepare}; return script.train(${JSON.stringify(order)}); })`,
  );
}

const limitAdapters = (limits: Limits) => `script.limitAdapters(${JSON.stringify(limits)})`;
const limitDevices = (limits: Limits) => `script.limitDevices(${JSON.stringify(limits)})`;
const failDevices = (fault: Fault | null) => `script.failDevices(${JSON.stringify(fault)})`;

/** Holds that a run ended well, by replays in both styles. */
function expectReplays(outcome: Outcome): void {
  expect(outcome).toMatchObject({ failure: null, reasons: [null, null], leakedTensors: 0 });
  for (const style of styles) {
    const steps = outcome.steps.filter(({ dialect }) => dialect === style);
    expect(steps.filter(({ execution }) => execution === 'graph').length).toBeGreaterThanOrEqual(steps.length / 2);
  }
}

function expectSameLosses(actual: Outcome, expected: Outcome): void {
  expect(actual.losses).toHaveLength(expected.losses.length);
  const differences = actual.losses.map((loss, index) => Math.abs(loss / (expected.losses[index] ?? NaN) - 1));
  expect(Math.max(...differences)).toBeLessThan(1e-6);
}

test.describe('an adapter with the least limits', () => {
  const orders: readonly Order[] = [
    { network: 'mlp' },
    { network: 'cnn' },
    { network: 'mlp', kernels: 'hardware' },
    { network: 'cnn', kernels: 'hardware', batchSize: 2, trainImages: 12, testImages: 2 },
  ];

  for (const order of orders) {
    test(`trains the ${order.network} by replays, with ${order.kernels ?? 'software'} kernels`, async ({ page }) => {
      test.setTimeout(240_000);
      const problems = await watchProblems(page);
      const usual = await train(page, order);
      const least = await train(page, order, limitAdapters(leastLimits));
      expect(least.limits).toEqual(leastLimits);
      expectReplays(usual);
      expectReplays(least);
      expectSameLosses(least, usual);
      expect(problems).toEqual([]);
    });
  }

  for (const kernels of ['software', 'hardware'] as const) {
    test(`spreads workgroups over several dimensions, with ${kernels} kernels`, async ({ page }) => {
      test.setTimeout(240_000);
      const problems = await watchProblems(page);
      const order: Order = {
        network: 'cnn',
        layers: smallLayers,
        kernels,
        batchSize: 6,
        trainImages: 30,
        testImages: 6,
      };
      const usual = await train(page, order);
      const limit = limitDevices({ maxComputeWorkgroupsPerDimension: 100 });
      const least = await train(page, order, `${limit}; script.countSpreadDispatches()`);
      expectReplays(least);
      expect(least.spreadDispatches).toBeGreaterThan(least.steps.length);
      expectSameLosses(least, usual);
      expect(problems).toEqual([]);
    });
  }
});

test.describe('a device without enough memory', () => {
  const order: Order = { network: 'mlp', trainImages: 512, batchSize: 512, epochs: 4 };
  const limits = [
    ['buffers', { maxBufferSize: MEBIBYTE, maxStorageBufferBindingSize: MEBIBYTE }],
    ['bindings', { maxStorageBufferBindingSize: MEBIBYTE }],
  ] as const;

  for (const [what, limit] of limits) {
    test(`refuses a batch that is too large for its ${what}, and trains on half of it`, async ({ page }) => {
      const problems = await watchProblems(page);
      const refused = await train(page, order, limitDevices(limit));
      expect(refused.failure).toMatchObject({ kind: 'outOfMemory' });
      expect(refused.failure?.message).toMatch(/2 MiB.*1 MiB/);
      expect(refused.failure?.fix).toMatch(/smaller batch/);
      expect(refused.losses).toEqual([]);
      const half = { ...order, batchSize: 256 };
      const usual = await train(page, half);
      const small = await train(page, half, limitDevices(limit));
      expectReplays(small);
      expectSameLosses(small, usual);
      expect(problems).toEqual([]);
    });
  }

  test('replays a step whose parameters are more than one binding', async ({ page }) => {
    const problems = await watchProblems(page);
    const usual = await train(page, { network: 'mlp' });
    // The larger weights alone are 401,408 bytes.
    const small = await train(page, { network: 'mlp' }, limitDevices({ maxStorageBufferBindingSize: 404_000 }));
    expectReplays(small);
    expectSameLosses(small, usual);
    expect(problems).toEqual([]);
  });

  test('tells no wrong number when there is none for a recording or before it', async ({ page }) => {
    const problems = await watchProblems(page);
    const usual = await train(page, { network: 'mlp' }, failDevices(null));
    expectReplays(usual);
    const recordings = recordingsOf(usual).flatMap(({ before, step }) =>
      spreadOver(before.buffers + 1, step.buffers, 3),
    );
    expect(recordings).toHaveLength(3 * styles.length);
    for (const at of [1, ...recordings]) {
      const failed = await train(page, { network: 'mlp' }, failDevices({ kind: 'outOfMemory', at }));
      expect(failed.failure, `buffer ${at}`).toMatchObject({ kind: 'outOfMemory' });
      expect(failed.failure?.fix).toMatch(/smaller batch/);
      expect(failed.losses).toEqual(usual.losses.slice(0, failed.losses.length));
    }
    expect(problems.filter((problem) => !problem.includes('uncapturederror'))).toEqual([]);
  });
});

test('a step that could not be recorded goes on eagerly, and is recorded later', async ({ page }) => {
  const problems = await watchProblems(page);
  const usual = await train(page, { network: 'mlp' }, failDevices(null));
  expectReplays(usual);
  const recordings = recordingsOf(usual);
  expect(recordings).toHaveLength(styles.length);
  for (const { step, next } of recordings) {
    // Last the command list is made, of as many groups as it has dispatches; before it each kernel runs once.
    for (const at of [step.bindGroups, step.bindGroups - next.dispatches - 2]) {
      const late = await train(page, { network: 'mlp' }, failDevices({ kind: 'refused', at }));
      expectReplays(late);
      expectSameLosses(late, usual);
      expect(late.bytesOnGpu).toBe(usual.bytesOnGpu);
    }
  }
  expect(problems).toEqual([]);
});

test('a device that is lost after any replay ends the run, and no wrong number is told', async ({ page }) => {
  const problems = await watchProblems(page);
  const usual = await train(page, { network: 'mlp' }, failDevices(null));
  expectReplays(usual);
  for (const style of styles) {
    const replays = usual.steps.filter(({ dialect, execution }) => dialect === style && execution === 'graph');
    const [first, last] = [replays[0]?.submits ?? NaN, replays.at(-1)?.submits ?? NaN];
    for (const at of spreadOver(first + 1, last, 3)) {
      const failed = await train(page, { network: 'mlp' }, failDevices({ kind: 'lost', at }));
      expect(failed.failure, `submission ${at}`).toMatchObject({ kind: 'deviceLost' });
      expect(failed.steps.at(-1)).toMatchObject({ dialect: style, execution: 'graph' });
      expect(failed.losses).toEqual(usual.losses.slice(0, failed.losses.length));
    }
  }
  expect(problems).toEqual([]);
});

interface Recording {
  readonly before: ToldStep;
  /** The eager step at whose end the plan was made. */
  readonly step: ToldStep;
  /** The first replay. */
  readonly next: ToldStep;
}

/** The steps of each style that were recorded. */
function recordingsOf({ steps }: Outcome): readonly Recording[] {
  return steps.flatMap((step, index) => {
    const [before, next] = [steps[index - 1], steps[index + 1]];
    return before && step.execution === 'eager' && next?.execution === 'graph' ? [{ before, step, next }] : [];
  });
}

/** Whole numbers from `first` to `last`, at equal distances. */
function spreadOver(first: number, last: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + Math.floor((index * (last - first)) / (count - 1)));
}

/** Lets a test do something to the worker's device while a replay is on its way: `duringReplay(device)`, once. */
const HOOK_INTO_REPLAYS = `
  addEventListener('unhandledrejection', ({ reason }) => console.error('unhandled rejection: ' + reason));
  const requestDevice = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...options) {
    const device = await requestDevice.apply(this, options);
    const { queue } = device;
    const submittedWorkDone = queue.onSubmittedWorkDone.bind(queue);
    // Nothing but replays asks for this on a software adapter.
    queue.onSubmittedWorkDone = () => {
      const done = submittedWorkDone();
      const act = globalThis.duringReplay;
      globalThis.duringReplay = undefined;
      act?.(device);
      return done;
    };
    return device;
  };
`;

/** Dense layers alone, in one style: a software GPU trains them in seconds. */
async function openDigits(page: Page, style: 'PyTorch' | 'Keras'): Promise<Experiment> {
  const place = experimentPlaces.find(({ id }) => id === 'digits');
  if (!place) throw new Error('The widget catalogue has no trainer called digits.');
  const path = new URL(place.path, test.info().project.use.baseURL).href;
  const experiment = await openExperiment(page, { ...place, path }, { backend: 'webgpu', preset: 'quick' });
  await experiment.root.getByText('Settings', { exact: true }).click();
  await experiment.root.getByLabel('Style').selectOption({ label: style });
  return experiment;
}

/** Begins a run, and does something in its worker while a replay is on its way. */
async function runUntilReplay(page: Page, experiment: Experiment, act: string): Promise<void> {
  // Step begins a run that is paused after its first batch, however fast the machine.
  await experiment.button('Step').click();
  await experiment.expectState('paused');
  await page.workers()[0]?.evaluate(`globalThis.duringReplay = ${act}`);
  await experiment.button('Resume').click();
  await experiment.expectState('failed');
}

async function expectNoResult(experiment: Experiment): Promise<void> {
  await expect(experiment.root).not.toHaveAttribute('data-result');
  await expect(experiment.root).not.toContainText('NaN');
}

test.describe('in the worker, while steps are replayed', () => {
  let problems: readonly string[];

  test.beforeEach(async ({ page }) => {
    test.setTimeout(RUN_MILLISECONDS + 60_000);
    problems = await watchProblems(page);
    await prependToWorker(page, HOOK_INTO_REPLAYS);
  });

  test('a lost device is told, and the run goes on without it', async ({ page }) => {
    const experiment = await openDigits(page, 'PyTorch');
    await runUntilReplay(page, experiment, '(device) => device.destroy()');
    await expect(experiment.alert).toContainText(/GPU device was lost.*Press Run/);
    await expectNoResult(experiment);
    await experiment.alert.getByRole('button', { name: 'Run on WASM' }).click();
    await expect(experiment.root).not.toHaveAttribute('data-state', 'failed');
    await experiment.expectEnd(RUN_MILLISECONDS);
    expect(await experiment.backend()).toBe('wasm');
    expect(problems).toEqual([]);
  });

  test('a device that is lost while results are read is told, and a new one replays', async ({ page }) => {
    const experiment = await openDigits(page, 'Keras');
    await runUntilReplay(
      page,
      experiment,
      `(device) => {
        const mapAsync = GPUBuffer.prototype.mapAsync;
        GPUBuffer.prototype.mapAsync = function (...mode) {
          const mapped = mapAsync.apply(this, mode);
          device.destroy();
          return mapped;
        };
      }`,
    );
    await expect(experiment.alert).toContainText(/GPU device was lost.*Press Run/);
    await expectNoResult(experiment);
    await experiment.button('Run').click();
    await expect(experiment.root).not.toHaveAttribute('data-state', 'failed');
    await experiment.expectEnd(RUN_MILLISECONDS);
    expect(await experiment.backend()).toBe('webgpu');
    await expect(experiment.root.getByText(/^Graph · .* dispatches$/)).toBeVisible();
    expect(problems).toEqual([]);
  });

  test('a full memory is told, and a smaller batch trains', async ({ page }) => {
    const experiment = await openDigits(page, 'PyTorch');
    await runUntilReplay(
      page,
      experiment,
      '(device) => device.createBuffer({ size: device.limits.maxBufferSize, usage: GPUBufferUsage.STORAGE })',
    );
    await expect(experiment.alert).toContainText(/no memory left.*smaller batch/);
    await expectNoResult(experiment);
    await experiment.alert.getByRole('button', { name: 'Run with half the batch size' }).click();
    await expect(experiment.root).not.toHaveAttribute('data-state', 'failed');
    await experiment.expectEnd(RUN_MILLISECONDS);
    await expect(experiment.root.getByLabel('Batch size')).toHaveValue('16');
    expect(problems.filter((problem) => !problem.includes('uncapturederror'))).toEqual([]);
  });
});

test('a run goes on in a hidden tab, and the page shows all of it when it is back', async ({ playwright }) => {
  test.setTimeout(2 * RUN_MILLISECONDS);
  const { launchOptions } = test.info().project.use;
  const port = await findFreePort();
  const host = await playwright.chromium.launch({
    ...launchOptions,
    args: [...(launchOptions?.args ?? []), `--remote-debugging-port=${port}`],
    // Hidden pages are held back, as in a reader's browser.
    ignoreDefaultArgs: [
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
    ],
  });
  try {
    // In a context of its own making, Playwright has every page seem to be in front.
    const browser = await playwright.chromium.connectOverCDP(`http://localhost:${port}`, { noDefaults: true });
    const [context] = browser.contexts();
    if (!context) throw new Error('The browser has no context.');
    const [page, other] = [await context.newPage(), await context.newPage()];
    const problems = await watchProblems(page);
    await page.bringToFront();
    const experiment = await openDigits(page, 'Keras');
    await experiment.runToEnd(RUN_MILLISECONDS);
    // The confusion matrix is drawn last, some frames after the end.
    await expect(experiment.root.locator('[data-part="keras-confusion"] tbody td').first()).not.toBeEmpty();
    const shown = await readoutOf(experiment);

    await experiment.button('Run').click();
    await experiment.expectState('running');
    await other.bringToFront();
    await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('hidden');
    await experiment.expectState('running', 0);
    await experiment.expectEnd(RUN_MILLISECONDS);
    expect(await page.evaluate(() => document.visibilityState)).toBe('hidden');
    await page.bringToFront();
    // The curves of the run before are kept beside those of this one.
    await experiment.root.getByRole('button', { name: 'Remove run 1' }).click();
    await expect.poll(() => readoutOf(experiment)).toEqual(shown);
    await expect(experiment.root.getByText(/^Graph · .* dispatches$/)).toBeVisible();
    expect(problems).toEqual([]);
  } finally {
    await host.close();
  }
});

/** What a run of fixed settings shows, but for its times: figures, epochs, predictions, and how many lines the charts have. */
async function readoutOf(experiment: Experiment): Promise<readonly string[]> {
  const readout = experiment.root.locator('.trainer-readout');
  const rows = await readout.locator('tr').allTextContents();
  const predictions = await readout.locator('li').allTextContents();
  const lines = await readout.locator('.trainer-chart path').count();
  return [...rows.filter((row) => !/time|second/i.test(row)), ...predictions, `${lines} lines`];
}
