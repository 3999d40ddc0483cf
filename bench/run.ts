/**
 * `npm run bench`: how long a training step takes with Duet, with its peers in the browser, and with native PyTorch.
 * Prints tables, and keeps the numbers in bench/results/.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, relative } from 'node:path';
import type { Page } from '@playwright/test';
import { Failure, runCommand } from '../scripts/setup/failure.mjs';
import { startBrowser, type ComparisonBrowser } from './browser.ts';
import { compare, type Entrant, type Result } from './comparison.ts';
import { bundleScripts, openPage, openTrainer, pageContenders } from './contenders.ts';
import { Expectations } from './expectations.ts';
import { multiplicationsOf, networks, type Network } from './networks.ts';
import { readOptions, type ContenderName, type Options } from './options.ts';
import { startPytorch, type NativePytorch } from './pytorch.ts';
import { ratioToReference, tableOf } from './report.ts';
import { TimeBudget } from './time-budget.ts';

/** Kept to close the browser and to write the results. */
const MINUTES_TO_END = 0.25;

interface Comparison {
  readonly network: Network;
  readonly batchSize: number;
  /** Multiplications of a forward pass. */
  readonly work: number;
}

interface Stage extends ComparisonBrowser {
  readonly scripts: Awaited<ReturnType<typeof bundleScripts>>;
  readonly pytorch: NativePytorch | null;
}

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2));
  const budget = new TimeBudget(options.minutes - MINUTES_TO_END);
  const scripts = await bundleScripts();
  const pytorch = options.contenders.includes('pytorch') ? await findPytorch(options) : null;
  try {
    await measure(options, { scripts, pytorch, ...(await startBrowser(options.software)) }, budget);
  } finally {
    pytorch?.stop();
  }
});
// Ends the browser too, which may compute for a long time yet what nobody waits for any more.
process.stdout.write('', () => process.exit());

async function measure(options: Options, stage: Stage, budget: TimeBudget): Promise<void> {
  printMachine(stage);
  const records = await runComparisons(options, stage, budget);
  const file = writeResults(options, stage, records);
  console.log(`\nAll numbers: ${relative(process.cwd(), file)}`);
}

async function findPytorch({ python }: Options): Promise<NativePytorch | null> {
  const pytorch = await startPytorch(python ?? 'python3');
  if (!('missing' in pytorch)) return pytorch;
  if (python !== null) throw new Failure(`${python} has no PyTorch that runs: ${pytorch.missing}.`);
  console.log(`Without native PyTorch (${pytorch.missing}): --python names a Python that has it.`);
  return null;
}

/** The smallest first, so that it is known what the larger ones will take. */
function comparisonsOf({ networks: names, batchSizes }: Options): Comparison[] {
  return networks
    .filter(({ name }) => names.includes(name))
    .flatMap((network) =>
      batchSizes.map((batchSize) => ({ network, batchSize, work: multiplicationsOf(network) * batchSize })),
    )
    .sort((a, b) => a.work - b.work);
}

type ComparisonRecord = Comparison & { readonly results: readonly Result[] };

async function runComparisons(options: Options, stage: Stage, budget: TimeBudget): Promise<ComparisonRecord[]> {
  const comparisons = comparisonsOf(options);
  // One context for all pages: what a library remembers of this machine, it knows in the next comparison.
  const context = await stage.browser.newContext();
  const expectations = new Expectations();
  const records: ComparisonRecord[] = [];
  for (const [index, comparison] of comparisons.entries()) {
    const { network, batchSize, work } = comparison;
    console.log(`\n${network.name}: ${network.title}, batch ${batchSize}`);
    const page = await openPage(context, stage.scripts);
    const entrants = options.contenders.flatMap((name): Entrant[] => {
      const prepare = preparation(name, comparison, stage, page, budget);
      return prepare ? [{ name, expectedStep: expectations.stepOf(name, work), prepare }] : [];
    });
    const results = await compare(entrants, options.pace, budget.share(comparisons.length - index));
    if (budget.left > 0) await page.close();
    expectations.learn(results, work);
    console.log(tableOf(results));
    records.push({ ...comparison, results });
  }
  return records;
}

/** How a contender gets ready, or null for one that there is not. */
function preparation(
  name: ContenderName,
  { network, batchSize }: Comparison,
  { pytorch }: Stage,
  page: Page,
  budget: TimeBudget,
): Entrant['prepare'] | null {
  if (name !== 'pytorch') return () => openTrainer(page, pageContenders[name], network, batchSize, budget);
  return pytorch && (() => pytorch.prepare(network, batchSize, budget));
}

function printMachine({ adapter, browser, pytorch }: Stage): void {
  console.log(`Chromium ${browser.version()}, ${adapter.name}${adapter.software ? ' (software, no GPU)' : ''}`);
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`);
  if (pytorch) console.log(pytorch.description);
  console.log(
    'One step: forward pass, cross-entropy, backward pass, Adam, float32; medians of turns taken in rotation.',
  );
}

function writeResults(
  options: Options,
  { adapter, browser, pytorch }: Stage,
  records: readonly ComparisonRecord[],
): string {
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  const time = new Date().toISOString();
  const file = join(folder, `${time.replaceAll(':', '-')}.json`);
  const report = {
    time,
    options,
    machine: {
      processor: cpus()[0]?.model ?? '',
      cores: cpus().length,
      memoryBytes: totalmem(),
      system: process.platform,
    },
    browser: browser.version(),
    adapter,
    pytorch: pytorch?.description ?? null,
    comparisons: records.map(({ network, batchSize, results }) => ({
      network,
      batchSize,
      results: results.map((result) => ({ ...result, timesFasterThanReference: ratioToReference(result, results) })),
    })),
  };
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}
