/** The numbers of the lesson's prose: computed by both dialects while the site is built, or means of measured runs. */
import { tensor } from '@tensorflow/tfjs-core';
import { datasets } from '../../../src/datasets/registry.ts';
import { startWasmInNode } from '../../../src/engine/wasm/start-in-node.ts';
import * as keras from '../../../src/keras/index.ts';
import * as torch from '../../../src/torch/index.ts';
import { measured } from './measured.ts';

await startWasmInNode();
const { nn } = torch;
const { layers, losses } = keras;
const { height: side, channels, fullTrainImages, fullTestImages, classNames } = datasets.cifar10;

/** The lesson's network in PyTorch. An exercise adds a third pooling layer. */
function torchNetwork(flattened: number, thirdPool: readonly torch.nn.Module[] = []): torch.nn.Sequential {
  return new nn.Sequential(
    ...[new nn.Conv2d(channels, 32, 3), new nn.ReLU(), new nn.MaxPool2d(2)],
    ...[new nn.Conv2d(32, 64, 3), new nn.ReLU(), new nn.MaxPool2d(2)],
    ...[new nn.Conv2d(64, 64, 3), new nn.ReLU(), ...thirdPool],
    ...[new nn.Flatten(), new nn.Linear(flattened, 64), new nn.ReLU(), new nn.Linear(64, 10)],
  );
}

const kerasNetwork = new keras.Sequential([
  keras.Input([side, side, channels]),
  new layers.Conv2D(32, 3, { activation: 'relu' }),
  new layers.MaxPooling2D(2),
  new layers.Conv2D(64, 3, { activation: 'relu' }),
  new layers.MaxPooling2D(2),
  new layers.Conv2D(64, 3, { activation: 'relu' }),
  new layers.Flatten(),
  new layers.Dense(64, { activation: 'relu' }),
  new layers.Dense(10),
]);

function countParameters(module: torch.nn.Module): number {
  return [...module.parameters()].reduce((sum, parameter) => sum + parameter.numel(), 0);
}

/** Shapes of one image before the network, channels first, and after each convolution, pooling and Flatten. */
function imageShapes(network: torch.nn.Sequential, imageSide: number): readonly (readonly number[])[] {
  let x = torch.zeros(1, channels, imageSide, imageSide);
  const shapes = [x.shape];
  for (const module of network) {
    x = module.forward(x);
    if (!(module instanceof nn.ReLU)) shapes.push(x.shape);
    if (module instanceof nn.Flatten) break;
  }
  return shapes.map(([, ...shape]) => shape);
}

/** Sides of the image on its way, its shape before Flatten in the order of the table, and the numbers after it. */
function pathTo(network: torch.nn.Sequential, imageSide: number) {
  const shapes = imageShapes(network, imageSide);
  const images = shapes.slice(0, -1);
  const [depth = 0, ...sides] = images.at(-1) ?? [];
  return { sides: images.map(([, height = 0]) => height), before: [...sides, depth], after: shapes.at(-1)?.[0] ?? 0 };
}

/** What PyTorch says when `features` numbers reach a linear layer that was given another size; our fix behind it is cut. */
function mismatchMessage(features: number, stated: number): string {
  try {
    new nn.Linear(stated, 64).forward(torch.zeros(1, features));
  } catch (error) {
    if (error instanceof Error) return error.message.replace(/\. .*/, '');
  }
  throw new Error('Linear: an input of another size was taken. The lesson says that it is refused.');
}

const network = torchNetwork(1024);
const first = new nn.Conv2d(channels, 32, 3);
const path = pathTo(network, side);
const hidden = new nn.Linear(path.after, 64);
const parameterCount = countParameters(network);
if (kerasNetwork.countParams() !== parameterCount) throw new Error('Lesson 1: the two networks are not the same.');

const statedFeatures = 1000;
const largerImage = pathTo(network, 64);
const thirdPool = [new nn.MaxPool2d(2)];
const deeper = pathTo(torchNetwork(1024, thirdPool), side);
const deeperHidden = new nn.Linear(deeper.after, 64);

const logits = [2, 0.5, -1];
const [logitsTensor, label] = [tensor([logits]), tensor([0], undefined, 'int32')];
async function loss(settings: { fromLogits?: boolean }): Promise<number> {
  const value = new losses.SparseCategoricalCrossentropy(settings).call(label, logitsTensor);
  return (await value.data())[0] ?? Number.NaN;
}

const quizConvolution = new nn.Conv2d(channels, 16, 5);
const [kernel, bias] = [quizConvolution.weight.numel(), quizConvolution.bias?.numel() ?? 0];

const adam = { torch: new torch.optim.Adam(network.parameters()), keras: new keras.optimizers.Adam() };
const chanceAccuracy = 0.7;
const standardError = (images: number): number => Math.sqrt((chanceAccuracy * (1 - chanceAccuracy)) / images);

export const values = {
  images: fullTrainImages + fullTestImages,
  trainImages: fullTrainImages,
  testImages: fullTestImages,
  guess: 1 / classNames.length,
  parameterCount,
  path,
  first: {
    kernelWeights: first.weight.numel() / first.outChannels,
    kernelParameters: countParameters(first) / first.outChannels,
    channels: first.outChannels,
    parameters: countParameters(first),
  },
  hiddenParameters: countParameters(hidden),
  quiz: {
    kernels: quizConvolution.outChannels,
    kernelWeights: kernel / quizConvolution.outChannels,
    kernelParameters: (kernel + bias) / quizConvolution.outChannels,
    parameters: kernel + bias,
    withoutBiases: kernel,
    oneChannel: countParameters(new nn.Conv2d(1, 16, 5)),
  },
  logits,
  lossReadAsProbabilities: await loss({}),
  loss: await loss({ fromLogits: true }),
  mismatch: { stated: statedFeatures, message: mismatchMessage(path.after, statedFeatures) },
  largerImage,
  deeper: {
    ...deeper,
    hiddenParameters: countParameters(deeperHidden),
    fewer: countParameters(hidden) - countParameters(deeperHidden),
  },
  adam: {
    learningRate: adam.torch.paramGroups[0]?.lr,
    torchEpsilon: adam.torch.paramGroups[0]?.eps,
    kerasEpsilon: Number(adam.keras.getConfig().epsilon),
  },
  standardError: { full: standardError(fullTestImages), standard: standardError(2000), quick: standardError(500) },
  measured,
};
