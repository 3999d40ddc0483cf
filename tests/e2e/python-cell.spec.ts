/** Listings that the page runs: what they print is what the real frameworks printed, and whatever a reader writes, the cell lives. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { Cell, FIRST_RUN_MILLISECONDS } from './support/cell.ts';
import { watchProblems } from './support/problems.ts';
import { prependToWorker } from './support/worker-script.ts';

const GRADIENTS = 'lessons/graphs-tensors-gradients/';
const START = 'lessons/start-here/';

async function openCell(page: Page, path: string, id: string): Promise<Cell> {
  await page.goto(`${path}?backend=wasm`);
  return new Cell(page, id);
}

test('a listing prints what the real framework printed, cell by cell', async ({ page }) => {
  test.setTimeout(120_000);
  const problems = await watchProblems(page);
  const node = await openCell(page, GRADIENTS, 'torch-gradient-node');
  // The button that copies the code appears where the code is pointed at, and covers no other.
  await node.button('Run').click({ position: { x: 2, y: 2 }, trial: true });
  await node.run('failed');
  await expect(node.readout).toContainText('NameError in line 1');
  await expect(node.root.locator('.python-cell-error-line')).toHaveCount(1);
  await node.button('Run all above, then this').click();
  await expect(node.root).toHaveAttribute('data-state', 'done');
  await expect(node.root.getByText('Prints what the real framework printed.')).toBeVisible();

  // Each cell shows what it printed itself.
  const gradient = new Cell(page, 'torch-gradient-gradient');
  await expect(gradient.output).toHaveText('tensor([0.6667, 1.3333, 2.0000])');
  await expect(gradient.root.getByText('Prints what the real framework printed.')).toBeVisible();
  await expect(gradient.root).toHaveAttribute('data-backend', 'wasm');
  // The imports, which the page does not show, run with whichever cell is run.
  const keras = new Cell(page, 'keras-gradient-gradient');
  await keras.run();
  await expect(keras.root.getByText('Prints what the real framework printed.')).toBeVisible();
  // A name that no cell above defines is the reader's own mistake.
  await gradient.runCode('gradeint', 'failed');
  await expect(gradient.button('Run all above, then this')).toHaveCount(0);
  expect(problems).toEqual([]);
});

test('the second visit starts from the memory that the first has kept, or without it', async ({ page }) => {
  test.setTimeout(120_000);
  const problems = await watchProblems(page);
  const print = 'import random, torch\nprint(torch.tensor([2.0]).sum())\nprint(random.random())';
  const run = async () => {
    const cell = await openCell(page, GRADIENTS, 'torch-gradient-gradient');
    await cell.runCode(print);
    await expect(cell.output).toContainText('tensor(2.)');
    return (await cell.output.innerText()).split('\n')[1];
  };
  const first = await run();
  await expect.poll(() => keptBytes(page)).toBeGreaterThan(1e6);
  // What is random has not been kept.
  const second = await run();
  expect(second).not.toBe(first);

  await damageKept(page);
  await run();
  await expect.poll(() => keptBytes(page)).toBeGreaterThan(1e6);
  expect(problems).toEqual([]);
});

async function keptBytes(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const cache = await caches.open('duet-python');
    const [request] = await cache.keys();
    const kept = request && (await cache.match(request));
    return kept ? (await kept.arrayBuffer()).byteLength : 0;
  });
}

/** Another build's snapshot, as far as Pyodide can tell. */
async function damageKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const cache = await caches.open('duet-python');
    const [request] = await cache.keys();
    if (!request) throw new Error('Nothing is kept.');
    const zeros = new Blob([new Uint8Array(1000)]).stream().pipeThrough(new CompressionStream('gzip'));
    await cache.put(request, new Response(await new Response(zeros).arrayBuffer()));
  });
}

test('a reader changes a listing, shares it, and resets it', async ({ page, context }) => {
  test.setTimeout(120_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const cell = await openCell(page, START, 'torch-first-program');
  await cell.button('Edit').click();
  await expect(cell.root.locator('.cm-content')).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('class Net:\nx = 2 ** 10\nprint(x');
  // Enter kept the block's indentation, and the bracket was closed.
  await expect(cell.root.locator('.cm-line')).toHaveText(['class Net:', '    x = 2 ** 10', '    print(x)']);
  await page.keyboard.press('Control+Enter');
  await expect(cell.root).toHaveAttribute('data-state', 'done', { timeout: FIRST_RUN_MILLISECONDS });
  await expect(cell.output).toHaveText('1024');
  await cell.root.locator('.cm-content').focus();
  await page.keyboard.press('Tab');
  await expect(cell.button('Run')).toBeFocused();

  await cell.button('Copy link').click();
  await expect(cell.readout).toHaveText('Link copied.');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto('about:blank');
  await page.goto(link);
  await expect(cell.root.locator('.cm-line')).toHaveText(['class Net:', '    x = 2 ** 10', '    print(x)']);
  await expect(cell.root, 'nobody else runs it').toHaveAttribute('data-state', 'idle');

  await cell.button('Reset').click();
  await expect(cell.root.locator('.cm-line').nth(2)).toHaveText('import torch');
});

test('whatever a program does, the cell goes on', async ({ page }) => {
  test.setTimeout(180_000);
  const cell = await openCell(page, START, 'torch-first-program');
  const fails = async (code: string, ...texts: readonly string[]) => {
    await cell.runCode(code, 'failed');
    for (const text of texts) await expect(cell.output).toContainText(text);
  };
  await fails('x = 1\nprint("a"', "SyntaxError: '(' was never closed");
  await fails('import pandas', 'In the browser there are torch, torchvision, tensorflow, keras, numpy, matplotlib');
  await fails(
    'import torch\ntorch.tensr([1])',
    "module 'torch' has no attribute 'tensr'",
    'Nearest names here: tensor',
  );
  await fails('from torch import nn\nnn.LSTM(3, 4)', 'not in the browser yet');
  await fails('import torch\ntorch.zeros(2, 3) @ torch.zeros(2, 3)', 'mat1 and mat2 shapes cannot be multiplied');
  await fails('input("Your name? ")', 'EOFError');
  await fails('import js', "No module named 'js'");
  await fails('def f():\n    return f()\nf()', 'RecursionError');
  await fails('import urllib.request\nurllib.request.urlopen("https://example.com")', 'RuntimeError');
  await fails('x = []\nwhile True:\n    x.append(bytearray(50_000_000))', 'MemoryError');
  await cell.runCode('import torch\nprint(torch.tensor(0.0) / 0)');
  await expect(cell.output).toHaveText('tensor(nan)');
  await cell.runCode('for i in range(300_000):\n    print(i)');
  await expect(cell.output).toContainText('The output ends here: 200,000 characters are shown.');
  await cell.runCode('for i in range(3):\n    print(f"\\rstep {i}", end="")');
  await expect(cell.output).toHaveText('step 2');
});

test('a browser that cannot halt WebAssembly runs what needs no waiting, and says what it lacks', async ({ page }) => {
  test.setTimeout(120_000);
  const without = 'delete WebAssembly.Suspending; delete WebAssembly.promising;';
  await page.addInitScript(without);
  await prependToWorker(page, without);
  await page.goto(START);
  const cell = new Cell(page, 'torch-first-program');
  await cell.runCode(
    'import torch\nx = torch.ones(2, requires_grad=True)\n(x * x).sum().backward()\nprint(x.grad, x.sum().item())',
  );
  await expect(cell.output).toHaveText('tensor([2., 2.]) 2.0');
  await expect(cell.root).toHaveAttribute('data-backend', 'wasm');
  await cell.runCode('from torchvision import datasets\ndatasets.MNIST("data", download=True)', 'failed');
  await expect(cell.output).toContainText('Python has to wait here, which it cannot do in this browser.');
});

test('code that does not arrive is told, and Run can be pressed again', async ({ page }) => {
  await page.route(/cell-queue/, (route) => route.abort());
  const cell = await openCell(page, START, 'torch-first-program');
  await cell.button('Run').click();
  await expect(cell.root.getByRole('alert')).toContainText('The code that runs Python did not load.');
  await expect(cell.button('Run')).toBeEnabled();
});

test('a browser without WebAssembly says so', async ({ page }) => {
  await page.addInitScript('delete globalThis.WebAssembly');
  await page.goto(START);
  const cell = new Cell(page, 'torch-first-program');
  await cell.run('failed');
  await expect(cell.root.getByRole('alert')).toContainText('This browser has no WebAssembly');
});

test('a program has no way out of Python: no code of its own in the page, and no other host', async ({ page }) => {
  test.setTimeout(120_000);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).host));
  const cell = await openCell(page, START, 'torch-first-program');
  const attempts = [
    'from pyodide.code import run_js\nrun_js("self")',
    'import torch\ntorch.ones(1)._js.constructor.constructor("return self")()',
    'from pyodide.http import open_url\nopen_url("https://example.com/")',
    'import pyodide_js',
    'import _duet_host',
  ];
  for (const attempt of attempts) await cell.runCode(attempt, 'failed');
  expect(requests.filter((host) => host !== '' && host !== new URL(page.url()).host)).toEqual([]);
});

test('Stop ends loops of every kind within a second', async ({ page }) => {
  test.setTimeout(120_000);
  const cell = await openCell(page, START, 'torch-first-program');
  const loops = [
    'while True:\n    pass',
    'import torch\nx = torch.ones(64, 64)\nwhile True:\n    x = x @ x',
    'import keras, numpy as np\nmodel = keras.Sequential([keras.layers.Dense(1)])\nmodel.compile("sgd", "mse")\n' +
      'model.fit(np.ones((50_000, 8)), np.ones((50_000, 1)), epochs=100)',
  ];
  await cell.runCode('print("ready")');
  for (const loop of loops) {
    await cell.write(loop);
    await cell.button('Run').click();
    await expect(cell.root).toHaveAttribute('data-state', 'running');
    await page.waitForTimeout(1_000);
    const start = Date.now();
    await cell.button('Stop').click();
    await expect(cell.root).toHaveAttribute('data-state', 'idle');
    expect(Date.now() - start, loop).toBeLessThan(1_000);
  }
  // Even one that catches what stops it; then a new worker begins.
  await cell.write('while True:\n    try:\n        pass\n    except BaseException:\n        pass');
  await cell.button('Run').click();
  await expect(cell.root).toHaveAttribute('data-state', 'running');
  await page.waitForTimeout(500);
  await cell.button('Stop').click();
  await expect(cell.root).toHaveAttribute('data-state', 'idle');
  await cell.runCode('print("here again")');
  await expect(cell.output).toHaveText('here again');
});

test('cells wait for one another, and a figure has its numbers in a table', async ({ page }) => {
  test.setTimeout(120_000);
  const first = await openCell(page, START, 'keras-first-program');
  const second = new Cell(page, 'torch-first-program');
  await first.write('import time\ntime.sleep(1)\nprint("first")');
  await second.write(
    'import matplotlib.pyplot as plt\nplt.plot([1, 4, 9], label="loss")\nplt.legend()\nplt.title("History")\nplt.show()\nprint("second")',
  );
  await first.button('Run').click();
  await second.button('Run').click();
  await expect(second.root).toHaveAttribute('data-state', 'loading');
  await expect(second.root).toHaveAttribute('data-state', 'done', { timeout: FIRST_RUN_MILLISECONDS });
  await expect(first.output).toHaveText('first');
  const figure = second.output.locator('duet-python-figure');
  await expect(figure.getByText('History', { exact: true })).toBeVisible();
  await figure.locator('summary').click();
  await expect(figure.getByRole('cell', { name: '9' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('[data-python-cell="torch-first-program"]').analyze();
  expect(violations).toEqual([]);
});
