/** What the real frameworks compute, on WebGPU in a browser: the cases that the unit tests run on WASM. */
import { readdirSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import type { AdapterKind } from '../../src/engine/webgpu/adapter-kind.ts';
import { readCases, type GoldenCase } from '../unit/support/golden-cases.ts';
import type { Failure } from './goldens/failure.ts';
import type { KerasArea } from './goldens/run-cases.ts';
import { buildPageScript, openPageScript } from './support/page-script.ts';
import { watchProblems } from './support/problems.ts';

/** Every file of PyTorch's whose cases are calls and programs; the others (printing, random numbers, ...) run on the host. */
const torchAreas = readdirSync(new URL('../fixtures/torch', import.meta.url))
  .map((file) => file.replace('.json', ''))
  .filter((area) => readCases('torch', area).every((golden) => 'call' in golden || 'program' in golden));

/** Every file of Keras's whose cases compute on the device; callbacks, names, schedules and summaries run on the host. */
const kerasAreas: readonly KerasArea[] = ['fit', 'layers', 'losses', 'metrics', 'models', 'optimizers', 'tape'];

/**
 * Cases that cannot pass: they need values at once, which only the GPU has and which the dialect does not wait for, or
 * integers of more than its 32 bits. FEATURES.md lists these deviations.
 */
const beyondTheDevice: readonly string[] = [
  'arguments of new tensors',
  'bernoulli beyond 1',
  'binary_cross_entropy of a number above one',
  'clip_grad_norm_ of a norm that is not finite',
  'error of values of another number',
  'integers of floats that are large, or no numbers',
];

let script: string;

test.beforeAll(async () => {
  script = await buildPageScript(new URL('goldens/run-cases.ts', import.meta.url));
});

/** Calls a function of the page's script on a page of its own, and holds what it gives. */
async function expectNoFailure(
  page: Page,
  baseURL: string | undefined,
  cases: readonly GoldenCase[],
  call: string,
): Promise<void> {
  test.setTimeout(120_000);
  const problems = await watchProblems(page);
  const synchronousReads: string[] = [];
  page.on('console', (message) => {
    // tfjs can do it by way of a canvas, but blocks the page for it and is wrong on some adapters.
    if (message.text().includes('synchronously reading data')) synchronousReads.push(message.text());
  });
  await openPageScript(page, baseURL, script);
  const run = `import('./script.js').then((script) => script.${call})`;
  const failures = await page.evaluate<Failure[]>(`{ const cases = ${JSON.stringify(cases)}; ${run} }`);
  const names = new Set(cases.map(({ name }) => name));
  const impossible = beyondTheDevice.filter((name) => names.has(name));
  expect(failures.filter(({ name }) => !impossible.includes(name))).toEqual([]);
  // A case that passes after all is to be taken off the list.
  expect(failures.map(({ name }) => name).sort()).toEqual(impossible);
  expect([...problems, ...synchronousReads]).toEqual([]);
}

const adapters: readonly AdapterKind[] = ['software', 'hardware'];

/**
 * The kernels for the two kinds of adapters are others only where layers convolve, pool, multiply and add biases. Whole
 * trainings with both kinds are in one-truth.spec.ts.
 */
const differsByAdapter: readonly string[] = ['functional', 'layers', 'linear_algebra'];

for (const adapter of adapters) {
  const runs = (area: string) => adapter === 'software' || differsByAdapter.includes(area);
  for (const area of torchAreas.filter(runs)) {
    test(`torch: ${area} as PyTorch, with the kernels for ${adapter} adapters`, async ({ page, baseURL }) => {
      await expectNoFailure(page, baseURL, readCases('torch', area), `runTorchCases('${adapter}', cases)`);
    });
  }
  for (const area of kerasAreas.filter(runs)) {
    test(`keras: ${area} as Keras, with the kernels for ${adapter} adapters`, async ({ page, baseURL }) => {
      await expectNoFailure(page, baseURL, readCases('keras', area), `runKerasCases('${adapter}', cases, '${area}')`);
    });
  }
}
