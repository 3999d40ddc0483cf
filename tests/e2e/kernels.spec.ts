/** Our kernels in a browser: each computes what tfjs's CPU backend computes, and no command is refused. */
import { expect, test, type Page } from '@playwright/test';
import type { AdapterKind } from '../../src/engine/webgpu/adapter-kind.ts';
import type { Comparison } from './kernels/compare.ts';
import { buildPageScript, openPageScript } from './support/page-script.ts';
import { watchProblems } from './support/problems.ts';

/** Float32 sums of up to some thousand products. */
const TOLERANCE = 1e-5;

/** What stock tfjs gets wrong on every adapter, by the names of our programs. */
const corrections = ['Float', 'Function', 'IntegerTranspose', 'OverlappingPoolGradient', 'Select'] as const;

/** What tfjs has no kernel for, on every adapter. */
const additions = [
  'ChannelGradientParts',
  'ChannelGradientSums',
  'ChannelParts',
  'ChannelStatistics',
  'CorrectPredictions',
  'DropoutMask',
  'FirstLargest',
  'GatherImages',
  'NllLossGradient',
  'NormalizeChannels',
  'NormalizeChannelsGradient',
  'QuotientOfSum',
  'SoftmaxCrossEntropy',
  'SoftmaxCrossEntropyRows',
] as const;

const convolutions: Readonly<Record<AdapterKind, readonly string[]>> = {
  hardware: ['PartSum', 'TiledConv2dFilterGradient', 'TiledConv2dForward', 'TiledConv2dInputGradient'],
  software: ['Conv2dFilterGradient', 'Conv2dForward', 'Conv2dInputGradient', 'PartSum'],
};

/** The kernels of each kind of adapter, by the names of their programs. */
const programs: Readonly<Record<AdapterKind, readonly string[]>> = {
  hardware: ['ColumnSum', 'MatmulWorkgroup', 'MaxPool', 'MaxPoolGradient', ...convolutions.hardware],
  software: ['BiasAdd', 'ColumnSum', 'MatmulRegister', 'MaxPool', 'MaxPoolGradient', ...convolutions.software],
};

let script: string;

test.beforeAll(async () => {
  script = await buildPageScript(new URL('kernels/compare.ts', import.meta.url));
});

/** Runs an expression of the page script's exports on a page of its own. */
async function compareInPage(page: Page, baseURL: string | undefined, expression: string): Promise<Comparison[]> {
  await openPageScript(page, baseURL, script);
  const comparisons = await page.evaluate<Comparison[]>(`import('./script.js').then((compare) => ${expression})`);
  expect(comparisons.length).toBeGreaterThan(30);
  return comparisons;
}

const isWrong = ({ difference }: Comparison): boolean => !(difference <= TOLERANCE);

for (const adapter of ['software', 'hardware'] as const) {
  test(`convolutions for ${adapter} adapters compute what the CPU computes`, async ({ page, baseURL }) => {
    test.setTimeout(180_000);
    const problems = await watchProblems(page);
    const comparisons = await compareInPage(page, baseURL, `compare.compareConvolutions('${adapter}')`);
    expect(comparisons.filter(isWrong)).toEqual([]);
    const ran = new Set(comparisons.flatMap((comparison) => comparison.programs));
    expect([...ran].sort()).toEqual([...convolutions[adapter]].sort());
    expect(problems).toEqual([]);
  });
}

for (const adapter of ['software', 'hardware'] as const) {
  test(`the kernels for ${adapter} adapters compute what the CPU computes`, async ({ page, baseURL }) => {
    test.setTimeout(120_000);
    const problems = await watchProblems(page);
    const comparisons = await compareInPage(page, baseURL, `compare.compareKernels('${adapter}')`);
    expect(comparisons.filter(isWrong)).toEqual([]);
    // A kernel that hands everything to the stock one would compare well, too.
    const ran = new Set(comparisons.flatMap((comparison) => comparison.programs));
    expect([...ran].sort()).toEqual([...programs[adapter], ...corrections, ...additions].sort());
    expect(problems).toEqual([]);
  });
}

for (const [adapter, program] of [
  ['software', 'MatmulRegister'],
  ['hardware', 'MatmulWorkgroup'],
] as const) {
  test(`products of matrices for ${adapter} adapters are what the CPU computes`, async ({ page, baseURL }) => {
    test.setTimeout(180_000);
    const problems = await watchProblems(page);
    const comparisons = await compareInPage(page, baseURL, `compare.compareProducts('${adapter}')`);
    expect(comparisons.filter(isWrong)).toEqual([]);
    const isOurs = ({ programs }: Comparison) => programs.includes(program) || programs.includes('ColumnSum');
    expect(comparisons.filter((comparison) => !isOurs(comparison))).toEqual([]);
    expect(new Set(comparisons.flatMap(({ programs }) => programs))).toContain('MatmulParts');
    expect(problems).toEqual([]);
  });

  test(`a product of long sums is the same at every run on ${adapter} adapters`, async ({ page, baseURL }) => {
    await openPageScript(page, baseURL, script);
    expect(await page.evaluate(`import('./script.js').then((compare) => compare.countResults('${adapter}'))`)).toBe(1);
  });
}

test('steps of optimizers in place are what operations one by one compute', async ({ page, baseURL }) => {
  const problems = await watchProblems(page);
  const comparisons = await compareInPage(page, baseURL, 'compare.compareOptimizers()');
  expect(comparisons.filter(isWrong)).toEqual([]);
  expect(comparisons.filter(({ programs }) => !programs.includes('OptimizerUpdate'))).toEqual([]);
  const count = "import('./script.js').then((compare) => compare.countUpdateDispatches(7))";
  expect(await page.evaluate(count), 'dispatches for 7 parameters').toBe(7);
  expect(problems).toEqual([]);
});

test('the kernels of WebGL compute what the CPU computes', async ({ page, baseURL }) => {
  const problems = await watchProblems(page);
  expect((await compareInPage(page, baseURL, 'compare.compareWebglKernels()')).filter(isWrong)).toEqual([]);
  expect(problems).toEqual([]);
});
