/** The comparison table as its reader uses it: by keyboard alone, by a link, on a phone, and with its proofs run. */
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { watchProblems } from './support/problems.ts';
import { tabTo, tabToOutlined } from './support/tab-to.ts';

const PAGE = 'teach/widgets/framework-table/';
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

interface Table {
  readonly root: Locator;
  /** Rows that are shown, in their order. */
  readonly rows: Locator;
  readonly status: Locator;
}

async function openTable(page: Page, fragment = ''): Promise<Table> {
  await page.goto(PAGE + fragment);
  const root = page.locator('#frameworks');
  await expect(root).toHaveAttribute('data-ready');
  return { root, rows: root.locator('tbody:not([hidden])'), status: root.locator('[data-part="status"]') };
}

async function rowNames(rows: Locator): Promise<(string | null)[]> {
  return await rows.evaluateAll((bodies) => bodies.map((body) => body.getAttribute('data-row')));
}

test('is searched, filtered, ordered and thinned out by keyboard alone', async ({ page }) => {
  const problems = await watchProblems(page);
  const { root, rows, status } = await openTable(page);
  await expect(rows).toHaveCount(41);

  await tabToOutlined(page, root.getByRole('searchbox', { name: 'Search' }));
  await page.keyboard.type('onnx');
  await expect(status).toHaveText(/^\d of 41 topics\.$/);
  await expect(rows.first().locator('mark').first()).toHaveText(/onnx/i);
  for (const row of await rows.all()) expect(await row.innerText()).toMatch(/onnx/i);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await expect(rows).toHaveCount(41);
  await expect(root.locator('mark')).toHaveCount(0);

  await tabToOutlined(page, root.getByRole('combobox', { name: 'Group' }));
  await page.keyboard.type('Tensors');
  await expect(rows).toHaveCount(5);

  const header = root.getByRole('columnheader', { name: 'Topic' });
  await tabToOutlined(page, header.getByRole('button'));
  await page.keyboard.press('Enter');
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  const ascending = await rowNames(rows);
  expect(ascending[0]).toBe('autograd');
  await page.keyboard.press('Space');
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  expect(await rowNames(rows)).toEqual(ascending.toReversed());
  await expect(header.getByRole('button')).toBeFocused();

  await tabToOutlined(page, rows.first().getByRole('button', { name: /^Hide/ }));
  const [hidden, next] = await rowNames(rows);
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(4);
  expect(await rowNames(rows)).not.toContain(hidden);
  await expect(root.locator(`[data-row="${next ?? ''}"] [data-action="hide"]`)).toBeFocused();
  await tabTo(page, root.getByRole('button', { name: 'Show hidden rows' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(5);

  await tabToOutlined(page, root.getByText('Columns', { exact: true }));
  await page.keyboard.press('Enter');
  await tabToOutlined(page, root.getByRole('checkbox', { name: 'What the sources said' }));
  await page.keyboard.press('Space');
  await expect(root.getByRole('columnheader', { name: 'What the sources said' })).toBeHidden();
  await expect(rows.first().locator('.framework-said')).toBeHidden();
  expect(problems).toEqual([]);
});

test('says so when no row is left, and shows all again', async ({ page }) => {
  const { root, rows, status } = await openTable(page);
  await root.getByRole('searchbox').fill('no such words anywhere');
  await expect(rows).toHaveCount(0);
  await root.getByRole('button', { name: 'Show all rows' }).click();
  await expect(rows).toHaveCount(41);
  await expect(status, 'a phone shows no keys').toBeFocused();
});

test('keeps its state in the address, and takes it from there', async ({ page }) => {
  const { root, rows, status } = await openTable(page);
  await root.getByRole('searchbox').fill('torch');
  await root.getByRole('combobox', { name: /statement/ }).selectOption({ label: 'Not right' });
  await root.getByRole('button', { name: 'Last change' }).click();
  await root.getByText('Columns', { exact: true }).click();
  await root.getByRole('checkbox', { name: 'Source and date of each cell' }).uncheck();
  await root.getByText('Which one for me?').click();
  await root.getByRole('radio', { name: 'In a browser' }).check();
  await rows.first().getByRole('button', { name: /^Hide/ }).click();
  const names = await rowNames(rows);
  expect(names.length).toBeGreaterThan(1);
  expect(page.url()).toContain('#frameworks~v1.');

  await page.reload();
  await expect(root).toHaveAttribute('data-ready');
  expect(await rowNames(rows)).toEqual(names);
  await expect(root.getByRole('searchbox')).toHaveValue('torch');
  await expect(root.getByRole('columnheader', { name: 'Last change' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(rows.first().locator('.framework-evidence').first()).toBeHidden();
  await expect(root.getByRole('radio', { name: 'In a browser' })).toBeChecked();
  await expect(status).toContainText('1 hidden by you');

  await root.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(rows).toHaveCount(41);
  await root.getByRole('button', { name: 'Forget my answers' }).click();
  expect(new URL(page.url()).hash).toBe('');
});

for (const fragment of [
  '#frameworks~v1.group=nonsense',
  '#frameworks~v1.without=graphs_nonsense',
  '#frameworks~v1.answers=target.moon',
  '#frameworks~v9.group=tensors',
]) {
  test(`tells that ${fragment} cannot be read, and stays as it is`, async ({ page }) => {
    const { root, rows, status } = await openTable(page, fragment);
    await expect(root.getByRole('alert')).toContainText('link');
    await expect(rows).toHaveCount(41);
    await root.getByRole('button', { name: 'Go on' }).click();
    await expect(root.getByRole('alert')).toBeEmpty();
    await expect(status).toBeFocused();
  });
}

test('saves what is shown as CSV and as Markdown', async ({ page }) => {
  const { root } = await openTable(page, '#frameworks~v1.group=tensors&columns=said&sort=topic.descending');
  const save = async (name: string): Promise<[string, string]> => {
    const download = page.waitForEvent('download');
    await root.getByRole('button', { name }).click();
    const file = await download;
    return [file.suggestedFilename(), await readFile(await file.path(), 'utf8')];
  };
  const [csvName, csv] = await save('Download CSV');
  expect(csvName).toMatch(/\.csv$/);
  const records = csv.trimEnd().split('\r\n');
  expect(records).toHaveLength(6);
  expect(records[0]).toContain('PyTorch: checked');
  expect(records[0]).not.toContain('sources said');
  expect(records.slice(1).map((record) => record.split(',')[0])).toEqual([
    'Types of numbers',
    'To NumPy and back',
    'Graphs',
    'Changing a tensor in place',
    'Automatic differentiation',
  ]);
  const [markdownName, markdown] = await save('Download Markdown');
  expect(markdownName).toMatch(/\.md$/);
  expect(markdown.trimEnd().split('\n')).toHaveLength(7);
  expect(markdown).toContain('| Changing a tensor in place | Tensors and gradients | Allowed: `t[3] = 10`.');
  // Typed a moment before: it counts all the same.
  await root.getByRole('searchbox').fill('tensor_scatter');
  const [, found] = await save('Download CSV');
  expect(found.trimEnd().split('\r\n')).toHaveLength(2);
});

test('runs a proof, which prints what the table claims', async ({ page }) => {
  test.setTimeout(120_000);
  const problems = await watchProblems(page);
  const { root } = await openTable(page);
  await page.locator('#frameworks-proofs-backend').selectOption('wasm');
  const row = root.locator('[data-row="mutability"]');
  const opener = row.getByRole('button', { name: 'Proof of Changing a tensor in place', exact: true });
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(opener).toHaveAttribute('aria-expanded', 'true');
  expect(page.workers()).toEqual([]);
  await tabToOutlined(page, row.getByRole('button', { name: /^Run this proof/ }));
  await page.keyboard.press('Enter');
  await expect(row.locator('[data-proof-result]')).toHaveText('Printed here what the table claims.', {
    timeout: 60_000,
  });
  await expect(row.locator('[data-printed="torch"]')).toHaveText('[0, 1, 2, 10, 4]');
  await expect(row.locator('[data-printed="keras"]')).toHaveText('[0, 1, 2, 3, 4]\n[0, 1, 2, 10, 4]');
  expect(problems).toEqual([]);
});

test('answers “Which one for me?” by the rows that decided', async ({ page }) => {
  const { root } = await openTable(page);
  await root.getByText('Which one for me?').click();
  const leaning = root.locator('[data-part="leaning"]');
  const answer = root.locator('[data-part="answer"]');
  const researcher = root.getByRole('button', { name: 'I build on papers, from the ground up' });
  await researcher.click();
  await expect(researcher).toHaveAttribute('aria-pressed', 'true');
  await expect(leaning).toContainText('lean towards PyTorch');
  await expect(leaning, 'it is seen without scrolling').toBeInViewport();
  await expect(answer).toContainText('source 003 recommended PyTorch in 2020');
  await expect(answer).toContainText('Rows that decided');
  expect(await answer.getByRole('listitem').count()).toBeGreaterThan(3);
  await root.getByRole('radio', { name: 'In a browser' }).check();
  await root.getByRole('radio', { name: 'A few lines that train' }).check();
  await expect(answer).not.toContainText('source 003');
  await expect(researcher).toHaveAttribute('aria-pressed', 'false');
  await expect(leaning).toContainText('Either:');
  await root.getByRole('searchbox').fill('no such words anywhere');
  await answer.getByRole('button', { name: 'In the browser' }).click();
  await expect(root.locator('[data-row="browser"] th')).toBeFocused();
  await expect(root.locator('[data-row="browser"] th')).toBeInViewport();
});

test('is a table with a header that stays on a wide screen, and cards on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const { root } = await openTable(page);
  await root.locator('[data-row="browser"]').scrollIntoViewIfNeeded();
  await expect(root.getByRole('columnheader', { name: 'PyTorch', exact: true })).toBeInViewport();
  await page.setViewportSize({ width: 360, height: 800 });
  const cells = root.locator('[data-row="graphs"] .framework-cell');
  const [torch, keras] = await cells.evaluateAll((elements) =>
    elements.map((element) => element.getBoundingClientRect().toJSON() as DOMRect),
  );
  expect(torch?.left).toBe(keras?.left);
  expect(keras?.top).toBeGreaterThan(torch?.top ?? 0);
  await expect(root.getByRole('combobox', { name: 'Order' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test('is accessible with all that it folds away, in both themes', async ({ page }) => {
  const { root } = await openTable(page, '#frameworks~v1.group=tensors&find=tensor&answers=target.browser');
  for (const opener of await root.locator('tbody:not([hidden]) [data-action="show-proof"]').all()) await opener.click();
  await root.locator('tbody:not([hidden]) details').evaluateAll((folds) => {
    for (const fold of folds) fold.setAttribute('open', '');
  });
  // The highlighter lets code that scrolls take the focus, a moment after it is shown.
  const listings = root.locator('pre');
  await expect
    .poll(() =>
      listings.evaluateAll(
        (all: HTMLElement[]) =>
          all.filter(({ scrollWidth, clientWidth, tabIndex }) => scrollWidth > clientWidth && tabIndex < 0).length,
      ),
    )
    .toBe(0);
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light', reducedMotion: 'reduce' });
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    const { violations } = await new AxeBuilder({ page }).include('#frameworks').withTags(standards).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    ).toEqual([]);
  }
});
