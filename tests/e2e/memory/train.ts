/** Runs in a page: how much memory training takes, step by step. */
import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../../src/keras/index.ts';
import * as torch from '../../../src/torch/index.ts';
import { currentUsage, type Usage } from '../support/current-usage.ts';
import { startWebgpu } from '../support/start-webgpu.ts';

type Dialect = 'keras' | 'torch';

/** The usage after each of `steps` steps of a small network with the layers that keep something. */
export async function usageOf(dialect: Dialect, steps: number): Promise<Usage[]> {
  await startWebgpu('software');
  const step = dialect === 'torch' ? torchStep() : kerasStep();
  const usages: Usage[] = [];
  for (let index = 0; index < steps; index++) {
    await step();
    usages.push(currentUsage());
  }
  return usages;
}

function torchStep(): () => Promise<void> {
  const { nn, optim } = torch;
  const model = new nn.Sequential(
    new nn.Conv2d(3, 8, 3),
    new nn.BatchNorm2d(8),
    new nn.ReLU(),
    new nn.MaxPool2d(3, 2, 1),
    new nn.Dropout(0.3),
    new nn.Flatten(),
    new nn.Linear(128, 10),
  );
  const optimizer = new optim.AdamW(model.parameters(), { lr: 0.01 });
  const criterion = new nn.CrossEntropyLoss({ labelSmoothing: 0.1 });
  const [x, y] = [torch.randn([4, 3, 10, 10]), torch.tensor([1, 2, 3, 4])];
  return async () => {
    const loss = torch.scope(() => {
      optimizer.zeroGrad();
      const loss = criterion.forward(model.forward(x), y);
      loss.backward();
      nn.utils.clipGradNorm_(model.parameters(), 1);
      optimizer.step();
      return loss.detach();
    });
    await loss.item();
    loss.dispose();
  };
}

function kerasStep(): () => Promise<void> {
  const { layers } = keras;
  const model = keras.sequential([
    keras.Input([10, 10, 3]),
    layers.conv2d(8, 3, { activation: 'relu' }),
    layers.batchNormalization(),
    layers.maxPooling2d(3, 2, 'same'),
    layers.dropout(0.3),
    layers.flatten(),
    layers.dense(10),
  ]);
  const loss = new keras.losses.SparseCategoricalCrossentropy({ fromLogits: true });
  model.compile({ optimizer: 'adam', loss, metrics: ['accuracy'] });
  const [x, y] = [tf.randomNormal([4, 10, 10, 3]), tf.tensor1d([1, 2, 3, 4])];
  return async () => {
    await model.trainOnBatch(x, y);
  };
}
