import * as tf from '@tensorflow/tfjs-core';
import type { Step } from '../../engine/recorded-step.ts';
import * as keras from '../../keras/index.ts';
import type { LayerSettings } from '../../network/layers.ts';
import { scope } from '../../torch/scope.ts';
import * as torch from '../../torch/index.ts';
import { tensorFromDevice } from '../../torch/record-step.ts';
import { buildKerasModel } from '../build-keras-model.ts';
import { buildTorchModule } from '../build-torch-module.ts';
import type { EagerGraphSettings } from '../eager-graph-protocol.ts';
import type { DialectName } from '../protocol.ts';
import { IMAGE_SHAPE, LEARNING_RATE, stepLayers } from '../../network/timed-step.ts';

/** Images [N, C, H, W] lie in memory as N, H, W, C. */
const CHANNELS_LAST = [0, 2, 3, 1] as const;

/** A network with its optimizer, from images [N, 28, 28, 1] and labels [N] to the loss of a training step. */
export interface TrainedNetwork {
  readonly parameterCount: number;
  readonly step: Step;
  readonly dispose: () => void;
}

/** A network of these settings in one framework, with Adam. */
export function trainedNetwork(dialect: DialectName, settings: EagerGraphSettings): TrainedNetwork {
  const { network, seed } = settings;
  return dialect === 'torch' ? inTorch(stepLayers[network], seed) : inKeras(stepLayers[network], seed);
}

function inTorch(layers: readonly LayerSettings[], seed: number): TrainedNetwork {
  torch.manualSeed(seed);
  const model = buildTorchModule({ layers }, IMAGE_SHAPE);
  const optimizer = new torch.optim.Adam(model.parameters(), { lr: LEARNING_RATE });
  const parameterCount = [...model.parameters()].reduce((total, parameter) => total + parameter.numel(), 0);
  const criterion = new torch.nn.CrossEntropyLoss();
  const step: Step = ([images, labels]) =>
    scope(() => {
      if (!images || !labels) return [];
      const outputs = model.forward(tensorFromDevice(tf.clone(images), CHANNELS_LAST));
      const loss = criterion.forward(outputs, tensorFromDevice(tf.clone(labels)));
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
      return [tf.clone(loss.detach().values)];
    });
  const dispose = () => {
    optimizer.dispose();
    model.dispose();
  };
  return { parameterCount, step, dispose };
}

function inKeras(layers: readonly LayerSettings[], seed: number): TrainedNetwork {
  const model = buildKerasModel({ layers, seed }, IMAGE_SHAPE);
  model.compile({
    optimizer: new keras.optimizers.Adam({ learningRate: LEARNING_RATE }),
    loss: new keras.losses.SparseCategoricalCrossentropy({ fromLogits: true }),
  });
  const step: Step = ([images, labels]) =>
    tf.tidy(() => {
      if (!images || !labels) return [];
      const batch = { x: [images], y: [labels], sampleWeight: [] };
      return Object.values(model.trainStep(batch) ?? model.getMetricsResult());
    });
  return { parameterCount: model.countParams(), step, dispose: () => model.dispose() };
}
