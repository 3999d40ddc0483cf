/** Training takes no more memory with each step: neither tensors nor bytes on the GPU. */
import { expect, test } from '@playwright/test';
import type { Usage } from './support/current-usage.ts';
import { buildPageScript, openPageScript } from './support/page-script.ts';
import { watchProblems } from './support/problems.ts';

const STEPS = 101;

let script: string;

test.beforeAll(async () => {
  script = await buildPageScript(new URL('memory/train.ts', import.meta.url));
});

for (const dialect of ['torch', 'keras'] as const) {
  test(`a hundred steps of ${dialect} leave tensors and bytes on the GPU as the first did`, async ({
    page,
    baseURL,
  }) => {
    const problems = await watchProblems(page);
    await openPageScript(page, baseURL, script);
    const usages = await page.evaluate<Usage[]>(
      `import('./script.js').then((script) => script.usageOf('${dialect}', ${STEPS}))`,
    );
    const [first] = usages;
    expect(first?.bytesOnGpu).toBeGreaterThan(0);
    expect(usages).toEqual(Array.from({ length: STEPS }, () => first));
    expect(problems).toEqual([]);
  });
}
