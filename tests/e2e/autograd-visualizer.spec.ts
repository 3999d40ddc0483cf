/** How gradients go back: by keyboard, by link, with programs of the reader's own, and with errors. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { openExperiment, type Choices, type Experiment } from './support/experiment.ts';
import { watchProblems } from './support/problems.ts';
import { placeOf } from './support/site.ts';
import { tabTo } from './support/tab-to.ts';

const quick = { backend: 'wasm', preset: 'quick' } as const;

async function open(page: Page, choices: Choices = quick): Promise<Experiment> {
  return await openExperiment(page, placeOf('autograd-visualizer'), choices);
}

const program = ({ root }: Experiment) => root.getByRole('textbox', { name: 'PyTorch' });
const example = ({ root }: Experiment) => root.getByLabel('Example');
const headline = ({ root }: Experiment) => root.locator('[data-part="headline"]');
const position = ({ root }: Experiment) => root.getByRole('slider', { name: 'Event' });

test('every example runs to its end, in both dialects and without a leak', async ({ page }) => {
  test.setTimeout(180_000);
  const problems = await watchProblems(page);
  const experiment = await open(page);
  const ids = await example(experiment)
    .locator('optgroup option')
    .evaluateAll((options: HTMLOptionElement[]) => options.map(({ value }) => value));
  expect(ids.length).toBeGreaterThan(9);
  for (const id of ids) {
    await example(experiment).selectOption(id);
    await experiment.runToEnd(30_000);
    await expect(experiment.root).toHaveAttribute('data-leaked-tensors', '0');
    const { events, raised, tapeRaised } = await experiment.result();
    expect(events, id).toBeGreaterThan(0);
    expect([raised, tapeRaised], id).toEqual(id === 'freed-graph' ? [1, 1] : [0, 0]);
  }
  expect(problems).toEqual([]);
});

test('the mean of squares has the gradients of its source, on WebGPU too', async ({ page }) => {
  test.setTimeout(180_000);
  const experiment = await open(page, { backend: 'webgpu', preset: 'quick' });
  await experiment.runToEnd(120_000);
  const result = await experiment.result();
  expect(result['x.grad[0]']).toBeCloseTo(0.6667, 4);
  expect(result['x.grad[1]']).toBeCloseTo(1.3333, 4);
  expect(result['x.grad[2]']).toBeCloseTo(2, 4);
});

test('is used by keyboard alone: program, film, tape, descent', async ({ page }) => {
  const experiment = await open(page);
  const { root } = experiment;
  await tabTo(page, experiment.button('Run'));
  await page.keyboard.press('Enter');
  await experiment.expectEnd(30_000);
  await tabTo(page, position(experiment));
  await page.keyboard.press('Home');
  await expect(headline(experiment)).toHaveText('Nothing has been computed yet.');
  await page.keyboard.press('ArrowRight');
  await expect(headline(experiment)).toHaveText('x is a leaf that wants a gradient');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await expect(headline(experiment)).toHaveText('PowBackward0 passes its gradient on');
  await expect(root.getByRole('listitem').filter({ hasText: '· ∂ [2, 4, 6] = [0.6667, 1.3333, 2]' })).toBeVisible();
  await page.keyboard.press('Shift+Tab');
  await expect(root.getByRole('button', { name: 'Step forward' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(headline(experiment)).toHaveText('x.grad gets its share');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(headline(experiment)).toHaveText('PowBackward0 passes its gradient on');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await expect(headline(experiment)).toHaveText('Tape 1 gives the gradients of z');

  const fold = root.locator('summary', { hasText: 'Gradient descent' });
  await tabTo(page, fold);
  await page.keyboard.press('Enter');
  const step = root.getByRole('button', { name: 'One step down' });
  await tabTo(page, step);
  await page.keyboard.press('Enter');
  await expect(root.getByRole('status').last()).toContainText('After 1 step: 4.0652, from 4.6667');
});

test('Step begins a film that stands at its first event, and Resume plays on', async ({ page }) => {
  const experiment = await open(page, { backend: 'wasm', preset: 'standard' });
  await experiment.button('Step').click();
  await experiment.expectState('paused');
  await expect(position(experiment)).toHaveValue('1');
  await experiment.button('Step').click();
  await expect(position(experiment)).toHaveValue('2');
  await page.waitForTimeout(1_500);
  await expect(position(experiment), 'a paused film stands still').toHaveValue('2');
  await experiment.button('Resume').click();
  await experiment.expectState('done', 30_000);
  await expect(position(experiment)).toHaveValue('7');
});

test('a program of the reader’s own is computed, and an error names its place', async ({ page }) => {
  const experiment = await open(page);
  await program(experiment).fill('a = torch.tensor([1.0, 4.0], requires_grad=True)\ntorch.sqrt(a).sum().backward()');
  await expect(example(experiment)).toHaveValue('own');
  await experiment.runToEnd(30_000);
  const result = await experiment.result();
  expect([result['a.grad[0]'], result['a.grad[1]']]).toEqual([0.5, 0.25]);

  await program(experiment).fill('a = torch.tensor([1.0], requires_grad=True)\nb = a.sqare()\nb.backward()');
  await experiment.button('Run').click();
  await experiment.expectState('failed', 30_000);
  await expect(experiment.alert).toContainText('Line 2, column 5');
  await experiment.alert.getByRole('button', { name: 'Show the line' }).click();
  await expect(program(experiment)).toBeFocused();
  expect(
    await program(experiment).evaluate((field: HTMLTextAreaElement) =>
      field.value.slice(field.selectionStart, field.selectionEnd),
    ),
  ).toBe('b = a.sqare()');
});

test('gradient descent that runs away is told, and drawn as far as it has numbers', async ({ page }) => {
  const problems = await watchProblems(page);
  const experiment = await open(page);
  await program(experiment).fill('x = torch.tensor(-9.0, requires_grad=True)\n(x ** 3).backward()');
  await experiment.root.locator('summary', { hasText: 'Gradient descent' }).click();
  await experiment.root.getByRole('button', { name: 'Ten steps' }).click();
  await expect(experiment.root.getByRole('status').last()).toContainText('beyond what float32 holds');
  expect(problems).toEqual([]);
});

test('a link carries the program, the tape and the step size', async ({ page }) => {
  const experiment = await open(page);
  const source = 'u = torch.tensor(3.0, requires_grad=True)\n(u * u).backward()';
  await program(experiment).fill(source);
  await experiment.root.getByRole('radio', { name: 'GradientTape' }).check({ force: true });
  await experiment.root
    .locator('[data-part="step-size"]')
    .evaluate((slider: HTMLInputElement) => (slider.value = '-2'));
  const link = await experiment.sharedLink();

  await page.goto('about:blank');
  await page.goto(link);
  await expect(program(experiment)).toHaveValue(source);
  await expect(experiment.root.getByRole('radio', { name: 'GradientTape' })).toBeChecked();
  await expect(experiment.root.locator('[data-part="step-size-text"]')).toHaveText('0.01');
  await experiment.runToEnd(30_000);
  await expect(headline(experiment)).toHaveText('Tape 1 gives the gradients of target');
});

test('a link leads back to the event of the film and the steps of gradient descent', async ({ page }) => {
  const experiment = await open(page);
  await experiment.root.locator('summary', { hasText: 'Gradient descent' }).click();
  await experiment.root.getByRole('button', { name: 'Ten steps' }).click();
  const descent = experiment.root.getByRole('status').last();
  await expect(descent).toContainText('After 10 steps');
  await experiment.runToEnd(30_000);
  await experiment.root.getByRole('radio', { name: 'GradientTape' }).check({ force: true });
  await position(experiment).press('Home');
  for (let event = 0; event < 4; event += 1) await position(experiment).press('ArrowRight');
  const there = await headline(experiment).innerText();
  const link = await experiment.sharedLink();

  await page.goto('about:blank');
  await page.goto(link);
  expect(await experiment.sharedLink(), 'shared on before Run').toBe(link);
  await experiment.button('Run').click();
  await experiment.expectState('paused', 30_000);
  await expect(position(experiment)).toHaveValue('4');
  await expect(headline(experiment)).toHaveText(there);
  await expect(descent).toContainText('After 10 steps');
  await experiment.button('Resume').click();
  await experiment.expectEnd(30_000);
  await experiment.runToEnd(30_000);
});

test('a link to an event that the film does not have is told, and the film plays', async ({ page }) => {
  const experiment = await open(page);
  await experiment.runToEnd(30_000);
  const link = await experiment.sharedLink();
  await page.goto('about:blank');
  await page.goto(link.replace('event=7', 'event=70'));
  await experiment.runToEnd(30_000);
  await expect(experiment.alert).toContainText('The link asks for event 70 of 7.');
});

for (const [what, change] of [
  ['an example that there is not', (link: string) => link.replace('example=reuse', 'example=none')],
  ['a tape that there is not', (link: string) => link.replace('view=torch', 'view=jax')],
  ['an event that is no number', (link: string) => `${link}&event=last`],
  ['too many steps of gradient descent', (link: string) => `${link}&descent=999`],
  ['a step size beyond the slider', (link: string) => link.replace(/step=[^&]*/, 'step=9')],
] as const) {
  test(`a link with ${what} is told, and the page keeps its program`, async ({ page }) => {
    const experiment = await open(page);
    const first = await program(experiment).inputValue();
    await example(experiment).selectOption('reuse');
    const link = await experiment.sharedLink();
    const tampered = change(link);
    expect(tampered).not.toBe(link);
    await page.goto('about:blank');
    await page.goto(tampered);
    await expect(experiment.alert).toContainText('The link to this');
    await expect(program(experiment)).toHaveValue(first);
    await experiment.runToEnd(30_000);
  });
}

test('nothing of the drawing loads before Run, and a still reader sees no movement', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url());
  });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const experiment = await open(page);
  await experiment.root.scrollIntoViewIfNeeded();
  const before = scripts.length;
  await experiment.runToEnd(30_000);
  expect(scripts.slice(before).join(' ')).toContain('film-view');
  await position(experiment).press('ArrowLeft');
  const animations = await experiment.root.evaluate((element) => element.getAnimations({ subtree: true }).length);
  expect(animations).toBe(0);
});

for (const theme of ['light', 'dark'] as const) {
  test(`a film is accessible in the ${theme} theme, with all that it folds away`, async ({ page }) => {
    test.setTimeout(120_000);
    const experiment = await open(page);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
    await example(experiment).selectOption('detach');
    await experiment.runToEnd(30_000);
    await experiment.root.locator('details').evaluateAll((folds) => {
      for (const fold of folds) fold.setAttribute('open', '');
    });
    await experiment.root.getByRole('button', { name: 'Ten steps' }).click();
    await expect(experiment.root.getByRole('status').last()).toContainText('After 10 steps');
    for (const view of ['PyTorch', 'GradientTape']) {
      await experiment.root.getByRole('radio', { name: view }).check({ force: true });
      const { violations } = await new AxeBuilder({ page }).include('[data-kind="autograd-visualizer"]').analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join()}`)).toEqual(
        [],
      );
    }
  });
}
