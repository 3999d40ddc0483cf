/** Runs in a page: the same training, once eagerly and once by replaying a recorded step. */
import * as tf from '@tensorflow/tfjs-core';
import type { Execution } from '../../../src/engine/recorded-step.ts';
import { TrainingBackend } from '../../../src/engine/webgpu/training-backend.ts';
import type { CommandCounts } from '../../../src/engine/recording/step-recorder.ts';
import * as torch from '../../../src/torch/index.ts';
import { recordStep } from '../../../src/torch/record-step.ts';
import { startWebgpu } from '../support/start-webgpu.ts';

export interface Training {
  readonly losses: readonly number[];
  readonly execution: Execution;
  readonly reason: string | null;
  /** Of the last step. */
  readonly counts: CommandCounts;
  readonly kernels: readonly (readonly [string, number])[];
  readonly bytesBefore: number;
  readonly bytesAfter: number;
  readonly tensorsBefore: number;
  readonly tensorsAfter: number;
  readonly milliseconds: number;
}

type Network = 'mlp' | 'cnn';

export async function train(network: Network, execution: Execution, steps: number): Promise<Training> {
  await startWebgpu('software');
  const backend = tf.backend();
  if (!(backend instanceof TrainingBackend)) throw new Error('no training backend');
  torch.manualSeed(1);
  const before = tf.memory() as tf.MemoryInfo & { numBytesInGPU: number };
  const model = network === 'mlp' ? mlp() : cnn();
  const optimizer = new torch.optim.Adam(model.parameters(), { lr: 0.001 });
  const criterion = new torch.nn.CrossEntropyLoss();
  const step = recordStep((images, labels) => {
    if (!images || !labels) throw new Error('no batch');
    const outputs = model.forward(network === 'mlp' ? images.flatten(1) : images.permute([0, 3, 1, 2]));
    const loss = criterion.forward(outputs, labels);
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    return [loss.detach(), outputs.argmax(1).eq(labels).sum()];
  }, execution);
  const shape = network === 'mlp' ? [32, 28, 28, 1] : [32, 32, 32, 3];
  const size = shape.reduce((a, b) => a * b);
  let started = performance.now();
  for (let index = 0; index < steps; index++) {
    if (index === 4) {
      await step.takeResults().then((r) => kept.push(...r));
      started = performance.now();
    }
    const images = tf.tensor(
      Float32Array.from({ length: size }, (_, i) => Math.sin(i * 0.37 + index)),
      shape,
    );
    const labels = tf.tensor(
      Int32Array.from({ length: 32 }, (_, i) => (i + index) % 10),
      [32],
      'int32',
    );
    backend.flush();
    backend.watched.takeCounts();
    await step.run([images, labels]);
    if (index === steps - 1) counts = backend.watched.takeCounts();
    images.dispose();
    labels.dispose();
  }
  kept.push(...(await step.takeResults()));
  const milliseconds = (performance.now() - started) / (steps - 4);
  const kernels = step.plans.flatMap(({ kernels }) => [...kernels]);
  const { reason } = step;
  const ran = step.execution;
  step.dispose();
  optimizer.dispose();
  model.dispose();
  const after = tf.memory() as tf.MemoryInfo & { numBytesInGPU: number };
  return {
    losses: kept.map(([loss = NaN]) => loss),
    execution: ran,
    reason,
    counts: counts ?? backend.watched.takeCounts(),
    kernels,
    milliseconds,
    bytesBefore: before.numBytesInGPU,
    bytesAfter: after.numBytesInGPU,
    tensorsBefore: before.numTensors,
    tensorsAfter: after.numTensors,
  };
}

const kept: number[][] = [];
let counts: CommandCounts | null = null;

function mlp(): torch.nn.Module {
  const { nn } = torch;
  return new nn.Sequential(new nn.Linear(784, 128), new nn.ReLU(), new nn.Linear(128, 10));
}

function cnn(): torch.nn.Module {
  const { nn } = torch;
  return new nn.Sequential(
    new nn.Conv2d(3, 32, 3),
    new nn.ReLU(),
    new nn.MaxPool2d(2),
    new nn.Conv2d(32, 64, 3),
    new nn.ReLU(),
    new nn.MaxPool2d(2),
    new nn.Conv2d(64, 64, 3),
    new nn.ReLU(),
    new nn.Flatten(),
    new nn.Linear(1024, 64),
    new nn.ReLU(),
    new nn.Linear(64, 10),
  );
}
