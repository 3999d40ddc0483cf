/** The programs that widgets export run as they are in the page's Python, over the data sets of this repository. */
import { beforeAll, describe, expect, test } from 'vitest';
import { describeDataset } from '../../../src/datasets/describe.ts';
import { exportedFile } from '../../../src/export/exported-file.ts';
import { labFile } from '../../../src/export/lab-file.ts';
import type { PythonInterpreter } from '../../../src/python/interpreter.ts';
import { exportCases, labCase } from '../support/exports.ts';
import { readCases, type GoldenCase } from '../support/golden-cases.ts';
import { ownFile, type OwnFileName } from '../support/own-files.ts';
import { outputOf, startPython } from '../support/python.ts';

let python: PythonInterpreter;

beforeAll(async () => {
  python = await startPython();
}, 120_000);

/** Without losses to compare, a network has to have learnt, which it does not from the few images that the judge takes. */
const moreImages = { trainImages: 2_000, testImages: 500, epochs: 3 };

const programs = [
  ...exportCases.map(({ name, settings }) => {
    const programFor = (dialect: 'torch' | 'keras') => {
      const isJudged = judgedOf(dialect, name) !== undefined;
      return exportedFile(dialect, 'py', { ...settings, ...(isJudged ? {} : moreImages) }).text;
    };
    return { name, settings, programFor };
  }),
  {
    name: labCase.name,
    settings: labCase.lab.training,
    programFor: (dialect: 'torch' | 'keras') => labFile(dialect, 'py', labCase.lab).text,
  },
];

/** What the real framework had of the same program with the same seed. */
function judgedOf(dialect: 'torch' | 'keras', name: string): GoldenCase | undefined {
  return readCases(dialect, 'exports').find((golden) => golden.name === `${name}, from its seed`);
}

describe.each(['torch', 'keras'] as const)('exported to %s', (dialect) => {
  test.each(programs)('$name trains', async ({ name, settings, programFor }) => {
    const session = `${name} ${dialect}`;
    if (typeof settings.dataset === 'object') await putFile(settings.dataset.title as OwnFileName);
    const { text, error } = await outputOf(python, programFor(dialect), session);
    expect(error?.traceback ?? '').toBe('');

    const stepLosses = { torch: 'step_losses', keras: 'step_losses.losses' }[dialect];
    const written = await outputOf(python, `print(${stepLosses})`, session);
    // JSON has no number that is not finite.
    const losses = JSON.parse(written.text) as number[];
    const judged = judgedOf(dialect, name);
    if (judged) expectLosses(losses, judged);
    else expect(testAccuracy(text)).toBeGreaterThan(1 / describeDataset(settings.dataset).classNames.length);
  });
});

test('each run that reads a part of a data set says so', async () => {
  const code = 'from torchvision import datasets\nfor _ in range(2):\n    datasets.MNIST("data", train=True)';
  const notice = 'MNIST: 10000 of 60000 training images are on this site.\n';
  expect(await noticesOf(code)).toBe(notice);
  expect(await noticesOf(code)).toBe(notice);
  expect(await noticesOf('import keras\n_ = keras.datasets.cifar10.load_data()')).toBe(
    'cifar10: 10000 of 50000 training images are on this site.\n' +
      'cifar10: 2000 of 10000 test images are on this site.\n',
  );
});

test('more processes or devices than the page has are refused', async () => {
  const ended = async (code: string) => (await outputOf(python, code, 'processes')).error;
  expect(await ended('from torch import distributed\ndistributed.init_process_group("gloo")')).toMatchObject({
    kind: 'RuntimeError',
    message: 'torch.distributed.init_process_group needs several processes, and a page has one.',
  });
  expect(await ended('import torch\ntorch.nn.parallel.DistributedDataParallel(torch.nn.Linear(2, 2))')).toMatchObject({
    kind: 'ValueError',
    message: 'Default process group has not been initialized, please make sure to call init_process_group.',
  });
  expect(await ended('import tensorflow as tf\ntf.distribute.MirroredStrategy(["GPU:0", "GPU:1"])')).toMatchObject({
    kind: 'RuntimeError',
    message: 'MirroredStrategy of 2 devices: the browser has one.',
  });
});

/** The loss of each step that the real framework has had, from the same seed. */
function expectLosses(losses: readonly number[], { losses: expected, tolerance = 0 }: GoldenCase): void {
  const differences = (expected as number[]).map((loss, step) => Math.abs(loss - (losses[step] ?? NaN)));
  expect(losses).toHaveLength(differences.length);
  expect(Math.max(...differences)).toBeLessThan(tolerance);
}

function testAccuracy(text: string): number {
  const [, accuracy] = /^test loss \d+\.\d{4}, accuracy (\d\.\d{4})$/m.exec(text) ?? [];
  return Number(accuracy);
}

/** Puts a reader's file beside the program, as it lies at home. */
async function putFile(name: OwnFileName): Promise<void> {
  const text = JSON.stringify(ownFile(name));
  const { error } = await outputOf(python, `with open("${name}", "w") as file:\n    file.write(${text})`, 'files');
  expect(error).toBeNull();
}

async function noticesOf(code: string): Promise<string> {
  let notices = '';
  const error = await python.run({ code, name: 'cell.py', session: 'notices' }, (part, stream) => {
    if (stream === 'stderr') notices += part;
  });
  expect(error?.traceback ?? '').toBe('');
  return notices;
}
