/**
 * What Python adds to a training step: `npm run bench:python`, or `npm run bench:python -- 40` for other numbers of turns.
 *
 * The same loop in Python and in TypeScript, over the same dialect on WASM and from the same seed, turn and turn about.
 */
import { memory } from '@tensorflow/tfjs-core';
import { networks as all, type Network } from './networks.ts';
import { spreadOf } from './statistics.ts';
import { torchNetwork } from '../src/export/torch-network.ts';
import { Failure, runCommand } from '../scripts/setup/failure.mjs';
import { host } from '../src/python/host.ts';
import type { PythonInterpreter } from '../src/python/interpreter.ts';
import { startPythonInNode } from '../src/python/start-in-node.ts';
import * as torch from '../src/torch/index.ts';
import { buildTorchModule } from '../src/training/build-torch-module.ts';

const SEED = 42;
const BATCH_SIZE = 32;
/** The first steps make the optimizer's state, and let the machine compile. */
const WARM_UP_STEPS = 30;
const LEAK_STEPS = 100;
/** A turn of either lasts about as long. */
const networks = [
  { name: 'mlp', dataset: 'mnist', steps: 100 },
  { name: 'source-000', dataset: 'cifar10', steps: 8 },
] as const;

type Measured = (typeof networks)[number];

/** Trains so many steps, and tells the last loss. */
type Loop = (steps: number) => Promise<number>;

await runCommand(async () => {
  const turns = Number(process.argv[2] ?? 20);
  if (!Number.isInteger(turns) || turns < 3)
    throw new Failure('Name a number of turns above 2: npm run bench:python -- 20');
  const python = await startPythonInNode();
  print(['', 'Python ms', 'TypeScript ms', 'ratio', 'tensors before', 'after']);
  for (const measured of networks) print(await compare(python, measured, turns));
});

async function compare(python: PythonInterpreter, measured: Measured, turns: number): Promise<string[]> {
  const network = all.find(({ name }) => name === measured.name);
  if (!network) throw new Error(`There is no network ${measured.name}.`);
  const inPython = await pythonLoop(python, network, measured);
  const inTypeScript = typescriptLoop(network);
  const [one, other] = [await inPython(WARM_UP_STEPS), await inTypeScript(WARM_UP_STEPS)];
  if (one !== other) throw new Failure(`The loops do not train alike: their losses are ${one} and ${other}.`);

  const times = { python: [] as number[], typescript: [] as number[] };
  for (let turn = 0; turn < turns; turn += 1) {
    times.python.push(await millisecondsOf(inPython, measured.steps));
    times.typescript.push(await millisecondsOf(inTypeScript, measured.steps));
  }
  const before = memory().numTensors;
  await inPython(LEAK_STEPS);
  const after = memory().numTensors;
  const [slow, fast] = [spreadOf(times.python).median, spreadOf(times.typescript).median];
  return [network.name, slow.toFixed(2), fast.toFixed(2), (slow / fast).toFixed(2), String(before), String(after)];
}

async function millisecondsOf(loop: Loop, steps: number): Promise<number> {
  const start = performance.now();
  await loop(steps);
  return (performance.now() - start) / steps;
}

async function pythonLoop(
  python: PythonInterpreter,
  { imageShape, layers }: Network,
  measured: Measured,
): Promise<Loop> {
  const session = measured.name;
  const [height, width, channels] = imageShape;
  const run = async (code: string): Promise<string> => {
    let printed = '';
    const error = await python.run({ code, name: 'loop.py', session }, (text) => (printed += text));
    if (error) throw new Error(error.traceback);
    return printed;
  };
  const program = [
    'import torch',
    'from torch import nn',
    '',
    ...torchNetwork({ dataset: measured.dataset, layers }),
    '',
    `torch.manual_seed(${SEED})`,
    'model = Net()',
    'criterion = nn.CrossEntropyLoss()',
    'optimizer = torch.optim.Adam(model.parameters())',
    `images = torch.rand(${BATCH_SIZE}, ${channels}, ${height}, ${width})`,
    `labels = torch.arange(${BATCH_SIZE}) % 10`,
    '',
    'def train(steps):',
    '    for step in range(steps):',
    '        optimizer.zero_grad()',
    '        loss = criterion(model(images), labels)',
    '        loss.backward()',
    '        optimizer.step()',
    '    return loss.item()',
  ];
  await run(program.join('\n'));
  return async (steps) => Number(await run(`print(train(${steps}))`));
}

function typescriptLoop({ imageShape, layers }: Network): Loop {
  const [height, width, channels] = imageShape;
  torch.manualSeed(SEED);
  const model = buildTorchModule({ layers }, imageShape);
  const criterion = new torch.nn.CrossEntropyLoss();
  const optimizer = new torch.optim.Adam(model.parameters());
  const images = torch.rand(BATCH_SIZE, channels, height, width);
  const labels = torch.tensor(
    Array.from({ length: BATCH_SIZE }, (_, index) => index % 10),
    { dtype: 'int64' },
  );
  // Python's heap frees what it does not know.
  for (const tensor of [images, labels]) host.heap.hold(tensor);
  return (steps) => {
    let last = NaN;
    for (let step = 0; step < steps; step += 1) {
      torch.scope(() => {
        optimizer.zeroGrad();
        const loss = criterion.forward(model.forward(images), labels);
        loss.backward();
        optimizer.step();
        if (step === steps - 1) last = loss.numpySync()[0] ?? NaN;
      });
    }
    return Promise.resolve(last);
  };
}

function print(cells: readonly string[]): void {
  const [name = '', ...figures] = cells;
  console.log(name.padEnd(12) + figures.map((cell) => cell.padStart(16)).join(''));
}
