/** The choice of kernels by measurement: what is fastest, what does not compile, and what an earlier visit found. */
import { expect, test } from '@playwright/test';
import type { Choice } from './kernels/choose-kernels.ts';
import { buildPageScript, openPageScript } from './support/page-script.ts';
import { watchProblems } from './support/problems.ts';

const families = ['convolution', 'filterGradient', 'inputGradient', 'matrixProduct'];
/** Long enough for a software adapter to compile and try them all. */
const PLENTY_MS = 90_000;

let script: string;

test.beforeAll(async () => {
  script = await buildPageScript(new URL('kernels/choose-kernels.ts', import.meta.url));
});

test.beforeEach(() => {
  test.setTimeout(120_000);
});

const choose = (budgetMs: number, broken = '') =>
  `import('./script.js').then((script) => script.chooseKernels(${budgetMs}, '${broken}'))`;

test('the fastest kernels are chosen, and known at the next visit', async ({ page, baseURL }) => {
  const problems = await watchProblems(page);
  await openPageScript(page, baseURL, script);
  const first = await page.evaluate<Choice>(choose(PLENTY_MS));
  expect(Object.keys(first.variants).sort()).toEqual(families);
  // Every adapter of these tests is software, where barriers cost many times what they save.
  expect(first.variants.filterGradient).toBe('register');
  expect(first.fallbacks).toEqual([]);
  expect(first.leakedTensors).toBe(0);

  await page.reload();
  const second = await page.evaluate<Choice>(choose(PLENTY_MS));
  expect(second.variants).toEqual(first.variants);
  expect(second.duration).toBeLessThan(first.duration / 4);
  expect(problems).toEqual([]);
});

test('a kernel that does not compile gives way to another, and is named', async ({ page, baseURL }) => {
  const problems = await watchProblems(page);
  await openPageScript(page, baseURL, script);
  const { variants, fallbacks } = await page.evaluate<Choice>(choose(PLENTY_MS, 'leftTile'));
  const broken = ['convolution', 'inputGradient', 'filterGradient'];
  expect(broken.map((family) => variants[family])).not.toContain('workgroup');
  expect(fallbacks.map((fallback) => fallback.split(':')[0])).toEqual(broken.map((family) => `${family}, workgroup`));
  expect(problems).toEqual([]);
});

test('without time to measure, a GPU keeps its tiles in workgroup memory', async ({ page, baseURL }) => {
  await openPageScript(page, baseURL, script);
  const { variants } = await page.evaluate<Choice>(choose(0));
  expect(variants).toEqual(Object.fromEntries(families.map((family) => [family, 'workgroup'])));
});
