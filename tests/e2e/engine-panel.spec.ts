/** Eager or graph: the switch in the settings, and the panel that tells what the engine does. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { openExperiment, type Choices, type Experiment } from './support/experiment.ts';
import { experimentPlaces, type ExperimentPlace } from './support/site.ts';

const RUN_MILLISECONDS = 120_000;
const quickOnWasm = { backend: 'wasm', preset: 'quick' } as const;
const quickOnWebgpu = { backend: 'webgpu', preset: 'quick' } as const;

/** Dense layers alone: the smallest network of the site, which a software GPU trains in seconds. */
function denseTrainer(): ExperimentPlace {
  const place = experimentPlaces.find(({ id }) => id === 'digits');
  if (!place) throw new Error('The widget catalogue has no trainer called digits.');
  return place;
}

/** The engine panel of an experiment, by what a reader sees of it. */
class EnginePanel {
  readonly root: Locator;

  constructor(experiment: Experiment) {
    this.root = experiment.root.locator('details', { hasText: 'Kernels of a step' });
  }

  get heading(): Locator {
    return this.root.getByText('Engine', { exact: true });
  }

  /** A figure of a step in one of the two columns. */
  figure(name: string, execution: 'Graph' | 'Eager'): Locator {
    return this.root
      .getByRole('row', { name })
      .getByRole('cell')
      .nth(execution === 'Graph' ? 0 : 1);
  }

  async number(name: string, execution: 'Graph' | 'Eager'): Promise<number> {
    return Number.parseFloat((await this.figure(name, execution).innerText()).replaceAll(',', ''));
  }
}

async function openPanel(page: Page, choices: Choices): Promise<{ experiment: Experiment; panel: EnginePanel }> {
  const experiment = await openExperiment(page, denseTrainer(), choices);
  const panel = new EnginePanel(experiment);
  await panel.heading.click();
  return { experiment, panel };
}

async function choose(experiment: Experiment, execution: 'Graph' | 'Eager'): Promise<void> {
  await experiment.root.getByText('Settings', { exact: true }).click();
  await experiment.root.getByRole('radio', { name: execution }).check();
}

test('the panel is closed at first, and asks for a run', async ({ page }) => {
  const experiment = await openExperiment(page, denseTrainer(), quickOnWasm);
  const panel = new EnginePanel(experiment);
  await expect(panel.heading).toBeVisible();
  await expect(panel.root).not.toHaveAttribute('open');
  await panel.heading.click();
  await expect(panel.root.getByText('Press Run to see what the engine does.')).toBeVisible();
  await expect(panel.root.getByText('torch.compile')).toBeVisible();
  await expect(panel.root.getByText('tf.function')).toBeVisible();
});

test('the switch is worked by keyboard; code and link follow it', async ({ page }) => {
  const experiment = await openExperiment(page, denseTrainer(), quickOnWasm);
  const { root } = experiment;
  const keras = root.getByRole('region', { name: 'Keras code' });
  const torch = root.getByRole('region', { name: 'PyTorch code' });
  // The code follows the preset of the address as soon as what writes it has been loaded.
  await expect(torch).toContainText(`range(${await root.getByLabel('Epochs').inputValue()})`);
  const torchBefore = await torch.textContent();
  await root.getByText('Settings', { exact: true }).click();
  // The settings are closed on a page that a link has opened.
  const graph = root.getByRole('radio', { name: 'Graph', includeHidden: true });
  const eager = root.getByRole('radio', { name: 'Eager', includeHidden: true });
  await expect(graph).toBeChecked();
  await expect(root.getByRole('group', { name: 'Execution' })).toHaveAccessibleDescription(/torch\.compile/);
  await graph.focus();
  await page.keyboard.press('ArrowRight');
  await expect(eager).toBeFocused();
  await expect(eager).toBeChecked();
  await expect(keras).toContainText('run_eagerly=True');
  expect(await torch.textContent()).toBe(torchBefore);

  await root.getByRole('button', { name: 'Share link' }).click();
  await expect(page).toHaveURL(/exec=eager/);
  const shared = page.url();
  await page.goto('about:blank');
  await page.goto(shared);
  await expect(eager).toBeChecked();
  await page.goto('about:blank');
  await page.goto(shared.replace('&exec=eager', ''));
  await expect(root.getByRole('status')).toHaveText('Set as in the link. Press Run.');
  await expect(graph, 'a link from before there was a choice').toBeChecked();
});

test('on WASM steps run eagerly, the panel says why, and nothing in it moves', async ({ page }) => {
  test.setTimeout(RUN_MILLISECONDS + 60_000);
  await page.setViewportSize({ width: 360, height: 800 });
  const { experiment, panel } = await openPanel(page, quickOnWasm);
  const place = () =>
    panel.root.evaluate((details) => ({
      height: details.getBoundingClientRect().height,
      tables: [...details.querySelectorAll('table')].map(
        (table) => table.getBoundingClientRect().top - details.getBoundingClientRect().top,
      ),
      cells: [...details.querySelectorAll('td')].map((cell) => cell.getBoundingClientRect().right),
    }));
  const before = await place();
  await experiment.runToEnd(RUN_MILLISECONDS);
  await expect(panel.root.getByText(/no list of commands.*eagerly/)).toBeVisible();
  await expect(panel.figure('Time', 'Eager')).toHaveText(/^[\d,.]+ ms$/);
  await expect(panel.figure('Dispatches', 'Eager')).toHaveText('–');
  expect(await place()).toEqual(before);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test('on WebGPU a graph replays what eager steps do in many commands', async ({ page }) => {
  test.setTimeout(2 * RUN_MILLISECONDS + 60_000);
  const { experiment, panel } = await openPanel(page, quickOnWebgpu);
  await choose(experiment, 'Eager');
  await experiment.runToEnd(RUN_MILLISECONDS);
  await expect(panel.root.getByText(/^As you asked/)).toBeVisible();
  const eagerAccuracy = (await experiment.result()).testAccuracy;

  await experiment.root.getByRole('radio', { name: 'Graph' }).check();
  await experiment.button('Run').click();
  await expect(experiment.root).not.toHaveAttribute('data-state', 'done');
  await experiment.expectEnd(RUN_MILLISECONDS);
  await expect(panel.root.getByText(/recorded command list/)).toBeVisible();
  expect((await experiment.result()).testAccuracy).toBeCloseTo(eagerAccuracy ?? Number.NaN, 2);
  expect(await panel.number('Dispatches', 'Graph')).toBeLessThan(await panel.number('Dispatches', 'Eager'));
  for (const name of ['Buffers created', 'Bind groups created'])
    expect(await panel.number(name, 'Graph'), name).toBe(0);
  // Ten times a second a step also reads the figures of those before it.
  expect(await panel.number('Submits', 'Graph')).toBeLessThanOrEqual(2);
  expect(await panel.number('Reads', 'Graph')).toBeLessThanOrEqual(1);
  const kernels = panel.root.getByRole('table', { name: 'Kernels of a step' }).getByRole('row');
  await expect(kernels).not.toHaveCount(1);
  // The software adapter has timestamps; the kernel that takes longest comes first.
  const longest = Number.parseFloat(await kernels.nth(1).getByRole('cell').last().innerText());
  expect(longest).toBeGreaterThan(0);
  expect(longest).toBeLessThan((await panel.number('Time', 'Graph')) * 2);
});
