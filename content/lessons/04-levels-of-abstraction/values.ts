/** The numbers of the lesson's prose: computed by both dialects while the site is built, or means of measured runs. */
import { datasets } from '../../../src/datasets/registry.ts';
import { startWasmInNode } from '../../../src/engine/wasm/start-in-node.ts';
import * as keras from '../../../src/keras/index.ts';
import * as torch from '../../../src/torch/index.ts';
import { epochMeans, measuredRuns, stepTimes } from './measured.ts';

await startWasmInNode();
const { nn, optim } = torch;
const { height, width, classNames } = datasets['fashion-mnist'];
const pixels = height * width;
const hiddenUnits = 128;

function countParameters(module: torch.nn.Module): number {
  return [...module.parameters()].reduce((sum, parameter) => sum + parameter.numel(), 0);
}

const hidden = new nn.Linear(pixels, hiddenUnits);
const logits = new nn.Linear(hiddenUnits, classNames.length);
const torchCount = countParameters(new nn.Sequential(new nn.Flatten(), hidden, new nn.ReLU(), logits));
const kerasCount = new keras.Sequential([
  keras.Input([height, width]),
  new keras.layers.Flatten(),
  new keras.layers.Dense(hiddenUnits, { activation: 'relu' }),
  new keras.layers.Dense(classNames.length),
]).countParams();
if (torchCount !== kerasCount) throw new Error('Lesson 4: the two networks are not the same.');

/** The rate at `progress`, 0 to 1, of the source's cycle: a cosine up for 0.3 from half of `peak`, then down to a third. */
function oneCycle(progress: number, peak: number): number {
  const cosine = (start: number, end: number, position: number): number =>
    end + ((start - end) * (1 + Math.cos(Math.PI * position))) / 2;
  return progress < 0.3 ? cosine(peak / 2, peak, progress / 0.3) : cosine(peak, peak / 3, (progress - 0.3) / 0.7);
}

function optimizer(lr: number): torch.optim.Adam {
  return new optim.Adam([new nn.Parameter(torch.zeros(1))], { lr });
}

/** The rate before each of `steps` steps of an optimizer and then its scheduler. */
function ratesOf(
  adam: torch.optim.Adam,
  schedule: (adam: torch.optim.Adam) => torch.optim.lrScheduler.LRScheduler,
  steps: number,
): number[] {
  const scheduler = schedule(adam);
  return Array.from({ length: steps }, () => {
    const [rate = Number.NaN] = scheduler.getLastLr();
    adam.step();
    scheduler.step();
    return rate;
  });
}

const peak = 0.001;
const epochs = 4;
const epochRates = ratesOf(
  optimizer(1),
  (adam) => new optim.lrScheduler.LambdaLR(adam, (epoch: number) => oneCycle(epoch / epochs, peak)),
  epochs,
);
const cycleSteps = 100;
const batchRates = ratesOf(
  optimizer(peak),
  (adam) => new optim.lrScheduler.OneCycleLR(adam, peak, { totalSteps: cycleSteps }),
  cycleSteps,
);
const batches = Math.ceil(datasets['fashion-mnist'].fullTrainImages / 32);

export const values = {
  pixels,
  hiddenUnits,
  classes: classNames.length,
  parameterCount: torchCount,
  hiddenParameters: countParameters(hidden),
  logitsParameters: countParameters(logits),
  wider: countParameters(new nn.Linear(pixels, 256)) + countParameters(new nn.Linear(256, classNames.length)),
  weightsOnly: hidden.weight.numel() + logits.weight.numel(),
  trainImages: datasets['fashion-mnist'].fullTrainImages,
  batches,
  peak,
  epochRates,
  cycleEnd: oneCycle(1, peak),
  cycleSteps,
  batchCycle: {
    first: batchRates[0] ?? Number.NaN,
    peakStep: batchRates.indexOf(Math.max(...batchRates)),
    last: batchRates.at(-1) ?? Number.NaN,
  },
  measured: { keras: epochMeans(measuredRuns, 'keras'), torch: epochMeans(measuredRuns, 'torch') },
  speed: { keras: stepTimes('keras'), torch: stepTimes('torch') },
};
