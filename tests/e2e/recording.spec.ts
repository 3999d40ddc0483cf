/** A recorded step, replayed on WebGPU: the numbers of eager steps, in one submission. */
import { expect, test, type Page } from '@playwright/test';
import type { Fit, KerasNetworkName, NetworkName, Training } from './recording/train.ts';
import type { Usage } from './support/current-usage.ts';
import { buildPageScript, openPageScript } from './support/page-script.ts';
import { watchProblems } from './support/problems.ts';

let script: string;
let problems: readonly string[];

test.beforeAll(async () => {
  script = await buildPageScript(new URL('recording/train.ts', import.meta.url));
});

test.beforeEach(async ({ page, baseURL }) => {
  problems = await watchProblems(page);
  await openPageScript(page, baseURL, script);
});

test.afterEach(() => {
  expect(problems).toEqual([]);
});

/** Starts WebGPU and runs an expression of the page script's exports. */
function evaluate<Result>(page: Page, expression: string): Promise<Result> {
  return page.evaluate<Result>(`import('./script.js').then((script) => script.start().then(() => ${expression}))`);
}

function relativeDifferences(actual: readonly number[], expected: readonly number[]): number[] {
  expect(actual).toHaveLength(expected.length);
  return actual.map((value, index) => Math.abs(value - (expected[index] ?? NaN)) / Math.abs(expected[index] ?? NaN));
}

const mostDispatches: Readonly<Partial<Record<NetworkName, number>>> = { mlp: 16, cnn: 40 };

for (const network of ['mlp', 'cnn'] as const) {
  test(`a replayed step of the ${network} with Adam is one submission that makes and reads nothing`, async ({
    page,
  }) => {
    test.setTimeout(180_000);
    const [eager, graph] = await evaluate<[Training, Training]>(
      page,
      `script.train('${network}', 'eager', 5).then(async (eager) => [eager, await script.train('${network}', 'graph', 5)])`,
    );
    expect(eager.execution).toBe('eager');
    expect(graph).toMatchObject({ execution: 'graph', reason: null });
    expect(graph.counts).toMatchObject({ passes: 1, submits: 1, buffersCreated: 0, bindGroupsCreated: 0, reads: 0 });
    expect(graph.counts?.dispatches).toBeGreaterThan(10);
    expect(graph.counts?.dispatches).toBeLessThanOrEqual(mostDispatches[network] ?? 0);
    expect(Math.max(...relativeDifferences(graph.losses, eager.losses))).toBeLessThan(1e-6);
    // What a reader looks at after a replay is of that replay.
    const [gradients, expected] = [graph.gradients.flat(), eager.gradients.flat()];
    const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(gradients).toHaveLength(expected.length);
    const differences = gradients.map((value, index) => Math.abs(value - (expected[index] ?? NaN)));
    expect(differences.reduce((most, value) => Math.max(most, value)) / largest).toBeLessThan(1e-4);
  });
}

test('a hundred replays agree with eager steps, with normalization and dropout', async ({ page }) => {
  test.setTimeout(240_000);
  const [eager, graph] = await evaluate<[Training, Training]>(
    page,
    `script.train('small', 'eager', 100, 8).then(async (eager) => [eager, await script.train('small', 'graph', 100, 8)])`,
  );
  expect(graph).toMatchObject({ execution: 'graph', reason: null });
  expect(new Set(graph.losses).size).toBeGreaterThan(90);
  expect(Math.max(...relativeDifferences(graph.losses, eager.losses))).toBeLessThan(1e-6);
});

test('a snapshot of a weight stays what it was while replays change the weight', async ({ page }) => {
  const values = await evaluate<{ before: number; snapshot: number; weight: number }>(
    page,
    'script.snapshotSurvives()',
  );
  expect(values.snapshot).toBe(values.before);
  expect(values.weight).not.toBe(values.before);
});

test('a replay sees a learning rate that changes', async ({ page }) => {
  const [eager, graph] = await evaluate<[number[], number[]]>(
    page,
    `script.lossesOfSchedule('eager').then(async (eager) => [eager, await script.lossesOfSchedule('graph')])`,
  );
  expect(Math.max(...relativeDifferences(graph, eager))).toBeLessThan(1e-6);
  expect(graph[7]).not.toBe(graph[8]);
  expect(new Set(graph.slice(8)).size).toBe(1);
});

test('a step that cannot be recorded runs eagerly and says why', async ({ page }) => {
  const { reason, results } = await evaluate<{ reason: string | null; results: number }>(
    page,
    'script.trainDeciding()',
  );
  expect(reason).toMatch(/^The step cannot be recorded, because its tensors differ from one step to the next\.$/);
  // 8!
  expect(results).toBe(40_320);
});

test('images that the device cannot bind stay on the host, and training goes on eagerly', async ({ page }) => {
  const [usual, minimal] = await evaluate<[Training, Training]>(
    page,
    `script.train('mlp', 'eager', 8).then(async (usual) => [usual, await script.trainWithMinimalLimits()])`,
  );
  expect(minimal.execution).toBe('eager');
  expect(minimal.reason).toBe('The step cannot be recorded, because it reads the values of a tensor.');
  expect(Math.max(...relativeDifferences(minimal.losses, usual.losses))).toBeLessThan(1e-6);
});

test('twenty runs leave tensors and bytes on the GPU as they were', async ({ page }) => {
  test.setTimeout(180_000);
  const usages = await evaluate<Usage[]>(page, 'script.usageOfRuns(20)');
  expect(usages).toEqual(usages.map(() => usages[0]));
});

test('a last, smaller batch has a plan of its own, and both go on from each other', async ({ page }) => {
  const [eager, graph] = await evaluate<[Training, Training]>(
    page,
    `script.trainWithTails('eager').then(async (eager) => [eager, await script.trainWithTails('graph')])`,
  );
  expect(Math.max(...relativeDifferences(graph.losses, eager.losses))).toBeLessThan(1e-6);
  // The first run makes the optimizer's states, the next two are compared, and the smaller batch runs once: four in all.
  expect(graph.replays).toBe(graph.losses.length - 4);
  expect(eager.replays).toBe(0);
  // The last step is of a smaller batch: what the other plan left comes along in the same submission.
  expect(graph.counts).toMatchObject({ submits: 1, buffersCreated: 0, bindGroupsCreated: 0 });
  const [gradients, expected] = [graph.gradients.flat(), eager.gradients.flat()];
  expect(gradients.length).toBe(expected.length);
  expect(Math.max(...gradients.map((value, index) => Math.abs(value - (expected[index] ?? NaN))))).toBeLessThan(1e-5);
});

/** Dispatches of a replayed step of Keras with its metrics. */
const mostKerasDispatches: Readonly<Record<KerasNetworkName, number>> = { dense: 17, normalized: 25 };

for (const network of ['dense', 'normalized'] as const) {
  test(`Keras’s fit of a ${network} network gives the same results as a graph and eagerly`, async ({ page }) => {
    const [eager, graph] = await evaluate<[Fit, Fit]>(
      page,
      `script.fitKeras('${network}', true).then(async (eager) => [eager, await script.fitKeras('${network}', false)])`,
    );
    expect(eager.replays).toBe(0);
    // 6 epochs of 5 steps, of which the last one is of a smaller batch.
    expect(graph.replays).toBeGreaterThanOrEqual(26);
    expect(graph.dispatches).toBeLessThanOrEqual(mostKerasDispatches[network]);
    expect(Math.max(...relativeDifferences(graph.results, eager.results))).toBeLessThan(1e-6);
    expect(graph.weights).toHaveLength(eager.weights.length);
    const differences = graph.weights.map((value, index) => Math.abs(value - (eager.weights[index] ?? NaN)));
    expect(Math.max(...differences)).toBeLessThan(1e-5);
  });
}
