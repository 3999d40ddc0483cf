/** The numbers of the lesson's prose, computed by both dialects while the site is built. */
import { tensor } from '@tensorflow/tfjs-core';
import { datasets } from '../../../src/datasets/registry.ts';
import { startWasmInNode } from '../../../src/engine/wasm/start-in-node.ts';
import * as keras from '../../../src/keras/index.ts';
import type { LayerSettings } from '../../../src/network/layers.ts';
import * as torch from '../../../src/torch/index.ts';
import { networkShapes, type LayerShape } from '../../../src/network/shapes.ts';
import { buildKerasModel } from '../../../src/training/build-keras-model.ts';
import { buildTorchModule } from '../../../src/training/build-torch-module.ts';
import { countTrainedImages } from '../../../src/training/settings-rules.ts';
import { largeNetwork, smallNetwork, twoPools } from './networks.ts';

await startWasmInNode();
const { mnist, 'mnist-8x8': smallMnist } = datasets;
const functional = torch.nn.functional;

/** Trainable numbers of a network, which both dialects have to agree on. */
function countParameters(layers: readonly LayerSettings[], { width, height }: typeof mnist): number {
  const inCommon = { layers, seed: 0 };
  const module = buildTorchModule(inCommon, [height, width, 1]);
  const count = [...module.parameters()].reduce((sum, parameter) => sum + parameter.numel(), 0);
  if (buildKerasModel(inCommon, [height, width, 1]).countParams() !== count) {
    throw new Error('Lesson 2: the two dialects do not build the same network.');
  }
  return count;
}

/** Steps of the optimizer. */
function updates(images: number, batchSize: number) {
  const perEpoch = Math.ceil(images / batchSize);
  return { images, perEpoch, inAll: perEpoch * 5 };
}

/** What PyTorch says to 28 × 28 pixels in the network for 8 × 8; our fix behind it is cut. */
function refusal(): string {
  const module = buildTorchModule({ layers: smallNetwork }, [8, 8, 1]);
  try {
    module.forward(torch.zeros(1, 1, 28, 28));
  } catch (error) {
    if (error instanceof Error) return error.message.replace(/\. .*/, '');
  }
  throw new Error('Lesson 2: PyTorch took images of another size. The lesson says that it refuses them.');
}

const logits = [2, 0.5, -1];
const row = torch.tensor([logits]);
const label = torch.tensor([0]);
const crossEntropy = async (input: torch.Tensor) => Number(await functional.crossEntropy(input, label).item());
const softmax = functional.softmax(row, { dim: 1 });
const logSoftmax = functional.logSoftmax(row, { dim: 1 });
const perfect = torch.tensor([Array.from({ length: 10 }, (_, index) => (index === 0 ? 1 : 0))]).to(torch.float32);

const probabilities = [
  [0.7, 0.2, 0.1],
  [0.1, 0.3, 0.6],
];
const classes = [0, 2];
async function kerasLoss(loss: keras.losses.Loss, labels: readonly number[] | readonly number[][]): Promise<number> {
  return (await loss.call(tensor([...labels] as number[]), tensor(probabilities)).data())[0] ?? Number.NaN;
}
const oneHot = classes.map((index) => [0, 1, 2].map((each) => (each === index ? 1 : 0)));

const largeShapes = networkShapes([mnist.height, mnist.width, mnist.channels], largeNetwork);
const smallShapes = networkShapes([smallMnist.height, smallMnist.width, smallMnist.channels], smallNetwork);
/** Numbers that Flatten hands on; it is the fourth layer of both. */
const flattened = (shapes: readonly LayerShape[]): number => shapes[3]?.outputShape[0] ?? Number.NaN;
const large = countParameters(largeNetwork, mnist);
const small = countParameters(smallNetwork, smallMnist);
const kerasTrained = countTrainedImages({ trainImages: mnist.fullTrainImages, validationSplit: 0.3 });

export const values = {
  trainImages: mnist.fullTrainImages,
  testImages: mnist.fullTestImages,
  images: mnist.fullTrainImages + mnist.fullTestImages,
  pixels: mnist.width * mnist.height,
  smallPixels: smallMnist.width * smallMnist.height,
  large,
  small,
  timesAsMany: Math.round(large / small),
  twoPools: countParameters(twoPools, mnist),
  /** All but the dense layer that the small network lacks. */
  others: large - (largeShapes[4]?.parameterCount ?? Number.NaN),
  dense: largeShapes[4]?.parameterCount ?? Number.NaN,
  denseWeights: flattened(largeShapes) * 1024,
  flattened: { large: flattened(largeShapes), small: flattened(smallShapes) },
  keras: { ...updates(kerasTrained, 32), heldOut: mnist.fullTrainImages - kerasTrained },
  torch: updates(mnist.fullTrainImages, 512),
  refusal: refusal(),
  logits,
  losses: {
    logits: await crossEntropy(row),
    logSoftmax: await crossEntropy(logSoftmax),
    softmax: await crossEntropy(softmax),
    floor: await crossEntropy(perfect),
  },
  logSoftmax: (await logSoftmax.numpy()).map(Number),
  oneHotLoss: await kerasLoss(new keras.losses.CategoricalCrossentropy(), oneHot),
  sparseLoss: await kerasLoss(new keras.losses.SparseCategoricalCrossentropy(), classes),
};
