/** Looking into networks on WebGPU: the recorded steps stay what they are, and nothing is left on the device. */
import { expect, test } from '@playwright/test';
import type { TrainingReport } from '../../src/training/protocol.ts';
import type { ObservedRun } from './inspection/inspect.ts';
import type { Usage } from './support/current-usage.ts';
import { buildPageScript, openPageScript } from './support/page-script.ts';
import { watchProblems } from './support/problems.ts';

let script: string;

test.beforeAll(async () => {
  script = await buildPageScript(new URL('inspection/inspect.ts', import.meta.url));
});

/** Dispatches of the replayed steps that a run told of. */
const dispatches = (reports: readonly TrainingReport[]) =>
  new Set(
    reports.flatMap((report) =>
      report.type === 'engine' && report.execution === 'graph' ? [report.step?.dispatches] : [],
    ),
  );

for (const dialect of ['torch', 'keras'] as const) {
  test(`a run of ${dialect} that is looked into trains the same, by the same replays`, async ({ page, baseURL }) => {
    test.setTimeout(120_000);
    const problems = await watchProblems(page);
    await openPageScript(page, baseURL, script);
    const [plain, watched] = await page.evaluate<[ObservedRun, ObservedRun]>(
      `import('./script.js').then(async ({ trainObserved }) =>
        [await trainObserved('${dialect}', false), await trainObserved('${dialect}', true)])`,
    );
    expect(watched.reports.filter(({ type }) => type === 'inspection')).toHaveLength(20);
    expect(plain.reports.filter(({ type }) => type === 'inspection')).toHaveLength(0);
    expect(watched.reports.filter(({ type }) => type === 'histograms')).toHaveLength(3);
    expect(watched.loss).toBe(plain.loss);
    expect(dispatches(plain.reports).size).toBeGreaterThan(0);
    expect(dispatches(watched.reports)).toEqual(dispatches(plain.reports));
    for (const { before, after } of [plain, watched]) expect(after).toEqual(before);
    expect(problems).toEqual([]);
  });

  test(`questions to a trained network of ${dialect} leave the device as it was`, async ({ page, baseURL }) => {
    const problems = await watchProblems(page);
    await openPageScript(page, baseURL, script);
    const usages = await page.evaluate<Usage[]>(
      `import('./script.js').then((script) => script.usageOfQuestions('${dialect}', 10))`,
    );
    expect(usages).toEqual(usages.map(() => usages[0]));
    expect(problems).toEqual([]);
  });
}
