/**
 * Every listing of the lessons, run in the page as a reader would, from the top: it prints what the real framework printed.
 *
 * Cells that train on a whole data set take minutes in a browser without a GPU. `DUET_WHOLE_LISTINGS=1` runs them, too.
 */
import { expect, test, type Page } from '@playwright/test';
import { likeness } from '../../components/python-cell/likeness.ts';
import { Cell } from './support/cell.ts';
import { listedCells, type ListedCell } from './support/listed-cells.ts';
import { watchProblems } from './support/problems.ts';
import { sitePages } from './support/site.ts';

const isWhole = process.env.DUET_WHOLE_LISTINGS === '1';
const PATIENCE_MILLISECONDS = isWhole ? 30 * 60_000 : 2 * 60_000;
/** Pages with listings whose cells are quick enough for a GPU in software. */
const quickPages: readonly string[] = ['lessons/graphs-tensors-gradients/', 'lessons/head-to-head/'];

/** What a cell has of other numbers than the real framework, and why. */
const otherHere: Readonly<Record<string, string>> = {
  'keras-cnn-data': 'the site has 10,000 of the 50,000 images of CIFAR-10',
};
/** Raises that it is not in the browser. */
const notHere = 'keras-save-litert';

for (const { path: page } of sitePages.filter(({ path }) => /^lessons\/./.test(path))) {
  const cells = listedCells(page).filter(({ isLong }) => isWhole || !isLong);
  const backends = quickPages.includes(page) && !isWhole ? ['wasm', 'webgpu'] : ['wasm'];
  for (const backend of cells.length > 0 ? backends : []) {
    test(`the listings of /${page} on ${backend}`, async ({ page: tab }) => {
      test.setTimeout(cells.length * PATIENCE_MILLISECONDS);
      const problems = await watchProblems(tab);
      await tab.goto(`${page}?backend=${backend}`);
      for (const cell of cells) await test.step(cell.id, () => runCell(tab, cell, backend));
      expect(problems).toEqual([]);
    });
  }
}

async function runCell(page: Page, { id, raises, recorded }: ListedCell, backend: string): Promise<void> {
  const cell = new Cell(page, id);
  await cell.root.evaluate(reveal);
  await cell.press('Run', PATIENCE_MILLISECONDS);
  const output = await printedBy(cell);
  await expect(cell.root, output).toHaveAttribute('data-state', raises || id === notHere ? 'failed' : 'done');
  await expect(cell.root, id).toHaveAttribute('data-backend', backend);
  if (recorded === null || id === notHere) return;
  if (raises) {
    expect.soft(withoutIndents(output), id).toContain(withoutIndents(recorded.trimEnd().split('\n').at(-1) ?? ''));
  } else {
    const expected = id in otherHere ? ['other'] : ['same', 'close'];
    expect.soft(expected, `${id} prints\n${output}`).toContain(likeness(output, recorded));
  }
}

/** Whole files are folded away, and a comparison without room for two columns has tabs. */
function reveal(element: Element): void {
  element.closest('details')?.setAttribute('open', '');
  const tab = element.closest('[role="tabpanel"]')?.getAttribute('aria-labelledby');
  if (tab) document.getElementById(tab)?.click();
}

/** What the cell shows as text: no words of figures. */
async function printedBy({ output }: Cell): Promise<string> {
  return (await output.locator('> pre').allInnerTexts()).join('\n');
}

/** The page shows tabs as they are, and a recorded message has spaces. */
function withoutIndents(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
