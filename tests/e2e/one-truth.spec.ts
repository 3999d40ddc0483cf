/** The same network, weights, batches and optimizer give the same losses in both dialects, on WebGPU too. */
import { expect, test } from '@playwright/test';
import { readCases } from '../unit/support/golden-cases.ts';
import type { Verdict } from './goldens/compare-dialects.ts';
import { buildPageScript, openPageScript } from './support/page-script.ts';
import { watchProblems } from './support/problems.ts';

/** Experiments, by the end of their names. Kernels for GPUs are slow without one, and an optimizer has none of its own. */
const chosen = { software: '', hardware: ', SGD' } as const;

let script: string;

test.beforeAll(async () => {
  script = await buildPageScript(new URL('goldens/compare-dialects.ts', import.meta.url));
});

for (const adapter of ['software', 'hardware'] as const) {
  test(`both dialects have the same losses, with the kernels for ${adapter} adapters`, async ({ page, baseURL }) => {
    test.setTimeout(240_000);
    const problems = await watchProblems(page);
    await openPageScript(page, baseURL, script);
    const goldens = JSON.stringify([...readCases('torch', 'one_truth'), ...readCases('keras', 'one_truth')]);
    const { names, failures } = await page.evaluate<Verdict>(
      `import('./script.js').then((script) => script.judgeExperiments('${adapter}', '${chosen[adapter]}', ${goldens}))`,
    );
    expect(failures).toEqual([]);
    expect(names).toContain('CNN for CIFAR-10, SGD');
    expect(problems).toEqual([]);
  });
}
