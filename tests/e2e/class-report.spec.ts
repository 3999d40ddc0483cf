/** A class: two readers learn and export, a teacher reads their files in a browser that asks nobody and keeps nothing. */
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { watchProblems } from './support/problems.ts';
import { tabToOutlined } from './support/tab-to.ts';

const LESSON = 'lessons/one-cnn-two-apis/';
const QUESTION = /parameters/i;

interface Exported {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A reader in a browser of their own answers a question, once for each number, and exports under a name. */
async function learn(browser: Browser, name: string, answers: readonly string[]): Promise<Exported> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${LESSON}#quiz-parameters`);
  const quiz = page.locator('#quiz-parameters');
  const check = quiz.getByRole('button', { name: 'Check' });
  await expect(check).toBeEnabled();
  for (const answer of answers) {
    await quiz.getByLabel('Your number').fill(answer);
    await check.click();
    await expect(quiz.locator('form')).toHaveAttribute('data-marked', answer === '1216' ? 'right' : 'wrong');
  }
  await page.goto('course/');
  await page.getByLabel('Name or alias').fill(name);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('duet.name')));
  expect(kept, 'a name is not kept unasked').toEqual([]);
  const buffer = readFileSync(await download.path());
  await context.close();
  return { name: download.suggestedFilename(), mimeType: 'application/json', buffer };
}

const status = (page: Page) => page.locator('duet-class-report').getByRole('status');
const table = (page: Page, name: string) => page.getByRole('region', { name: `Table of ${name}` }).getByRole('table');
const firstCells = (page: Page, name: string) => table(page, name).locator('tbody th');

async function choose(page: Page, files: readonly Exported[]): Promise<void> {
  await page.getByLabel('Files that readers have exported').setInputFiles([...files]);
}

/** As a reader's file is, with another name in it. */
function renamed({ buffer, ...file }: Exported, name: string, fileName: string): Exported {
  const json = JSON.parse(buffer.toString('utf8')) as { report: { name: string } };
  json.report.name = name;
  return { ...file, name: fileName, buffer: Buffer.from(JSON.stringify(json)) };
}

test('two readers export, and their teacher reads both, sorts, saves and clears', async ({ page, browser }) => {
  const files = [await learn(browser, 'Ada Löwe', ['1200', '1216']), await learn(browser, '=1+1', ['1216'])];
  expect(files.map(({ name }) => name)).toEqual(['duet-progress-ada-lowe.json', 'duet-progress-1-1.json']);
  const { summary } = JSON.parse(files[0]?.buffer.toString('utf8') ?? '') as { summary: string[] };
  expect(summary.join('\n')).toMatch(
    /Ada Löwe[^]*One CNN, two APIs: begun[^]*Answer: “1216 parameters”, right \(2 checks/,
  );

  const problems = await watchProblems(page);
  await page.goto('teach/class/');
  await page.waitForLoadState('networkidle');
  const requests: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('blob:')) requests.push(request.url());
  });
  const stored = () => page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
  const storedBefore = await stored();

  await choose(page, files);
  await expect(status(page)).toHaveText('2 files read. 2 readers shown.');
  await expect(firstCells(page, 'readers')).toHaveText([/^Ada Löwe/, /^=1\+1/]);
  const question = table(page, 'questions').locator('tbody tr');
  await expect(question).toHaveCount(1);
  await expect(question.locator('th')).toHaveText(QUESTION);
  await expect(question.locator('td')).toHaveText(['2', /^50%/, /^100%/, /^1200 parameters\s+1 reader/]);

  // From close by: the site loads the page of a link that has the focus ahead, whatever this page does.
  await page.getByRole('button', { name: 'Save as CSV: Readers' }).focus();
  const header = table(page, 'readers').getByRole('button', { name: 'Right at first check' });
  await tabToOutlined(page, header);
  await page.keyboard.press('Enter');
  await expect(table(page, 'readers').locator('thead th[aria-sort]')).toHaveText('Right at first check');
  await expect(header).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(firstCells(page, 'readers')).toHaveText([/^=1\+1/, /^Ada Löwe/]);
  await expect(status(page)).toHaveText('Sorted by Right at first check, descending.');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV: Readers' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('class-readers.csv');
  const csv = readFileSync(await download.path(), 'utf8');
  expect(csv).toMatch(/^\uFEFFReader,File,/);
  expect(csv).toContain('\r\nAda Löwe,duet-progress-ada-lowe.json,');
  expect(csv, 'a formula is text').toContain("\r\n'=1+1,");
  const [questions] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV: Questions' }).click(),
  ]);
  expect(readFileSync(await questions.path(), 'utf8')).toMatch(/,2,1,2,0\.5,2,1200 parameters,1\r\n$/);

  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(table(page, 'readers')).toBeHidden();
  await expect(page.getByLabel('Files that readers have exported')).toBeFocused();
  expect(requests, 'nothing is asked of anybody').toEqual([]);
  expect(await stored(), 'nothing is kept').toBe(storedBefore);
  expect(problems).toEqual([]);
});

test('a second batch is added, the newest file of a name counts, and what is no file of the class is named', async ({
  page,
  browser,
}) => {
  const [first, second] = [await learn(browser, 'Ada', ['1200']), await learn(browser, 'Ada', ['1216'])];
  await page.goto('teach/class/');
  await choose(page, [first]);
  await expect(status(page)).toHaveText('1 file read. 1 reader shown.');
  const damaged = { ...first, name: 'damaged.json', buffer: first.buffer.subarray(0, 300) };
  const large = { ...first, name: 'large.json', buffer: Buffer.alloc(1_000_001, ' ') };
  const other = { ...first, name: 'other.json', buffer: Buffer.from('{"a":1}') };
  await choose(page, [first, second, damaged, large, other]);
  await expect(status(page)).toHaveText(
    '1 file read, 3 not read, 1 there already. 1 reader shown. 1 older file of the same names left out.',
  );
  await expect(page.locator('[data-part="refused-list"] li')).toHaveText([
    /^damaged\.json: The file is not JSON/,
    /^large\.json: The file has 1\.0 MB/,
    /^other\.json: This is not a file of Duet/,
  ]);
  await expect(table(page, 'questions').locator('tbody td').nth(1)).toHaveText(/^100%/);
  await page.getByLabel('Only the newest file of each name').uncheck();
  await expect(firstCells(page, 'readers')).toHaveCount(2);
});

test('what a file says is text, whatever it says', async ({ page, browser }) => {
  const file = await learn(browser, 'Ada', ['1216']);
  const problems = await watchProblems(page);
  await page.goto('teach/class/');
  const name = '<img src=x onerror="document.title=1">';
  await choose(page, [renamed(file, name, '<b>file</b>.json')]);
  await expect(firstCells(page, 'readers')).toContainText(name);
  await expect(page.locator('duet-class-report').locator('img, b')).toHaveCount(0);
  expect(problems).toEqual([]);
});

test('without JavaScript the page says that it needs it', async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto('teach/class/');
  const note = page.locator('noscript p');
  await expect(note).toBeVisible();
  await expect(note).toHaveText(/switch on JavaScript to use this page/);
  await expect(page.getByLabel('Files that readers have exported')).toBeHidden();
  await page.close();
});

for (const theme of ['light', 'dark'] as const) {
  test(`a class is accessible and its tables scroll by themselves, in the ${theme} theme`, async ({
    page,
    browser,
  }) => {
    const file = await learn(browser, 'Ada', ['1200', '1216']);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.goto('teach/class/');
    const files = ['Ada', 'ada', 'a'.repeat(80)].map((name, index) => renamed(file, name, `${index}.json`));
    await choose(page, [...files, { ...file, name: 'no.json', buffer: Buffer.from('') }]);
    await expect(firstCells(page, 'readers')).toHaveCount(2);
    for (const width of [1440, 390, 320]) {
      await page.setViewportSize({ width, height: 740 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    const region = page.getByRole('region', { name: 'Table of readers' });
    expect(await region.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeGreaterThan(0);
    const nameCell = firstCells(page, 'readers').first();
    const before = await nameCell.boundingBox();
    await region.evaluate((element) => element.scrollBy(300, 0));
    expect((await nameCell.boundingBox())?.x, 'the first column stays').toBe(before?.x);
    const { violations } = await new AxeBuilder({ page }).include('duet-class-report').analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    ).toEqual([]);
  });
}
