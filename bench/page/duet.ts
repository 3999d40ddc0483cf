/** Duet: the PyTorch dialect over tfjs with the kernels of src/engine. */
import * as tf from '@tensorflow/tfjs-core';
import { startBackend, type BackendName } from '../../src/engine/backend.ts';
import * as torch from '../../src/torch/index.ts';
import { recordStep } from '../../src/torch/record-step.ts';
import { buildTorchModule } from '../../src/training/build-torch-module.ts';
import type { Network } from '../networks.ts';
import type { Problem } from '../problem.ts';
import { adam } from './hyperparameters.ts';
import { trainingSession, type Contender, type TrainingRun } from './session.ts';

export const { prepare, train } = trainingSession({
  'webgpu-eager': duetOn('webgpu', eagerRun),
  'webgpu-replay': duetOn('webgpu', replayedRun),
  wasm: duetOn('wasm', eagerRun),
});

function duetOn(backend: BackendName, run: (network: Network, problem: Problem) => TrainingRun): Contender {
  return {
    usesWebgpu: backend === 'webgpu',
    async prepare(network, problem) {
      await startBackend(backend);
      return run(network, problem);
    },
  };
}

function eagerRun(network: Network, problem: Problem): TrainingRun {
  const step = trainStep(network, problem);
  const images = torch.fromNumpy(problem.images).reshape([problem.labels.length, ...network.imageShape]);
  const labels = torch.tensor(problem.labels);
  let loss: torch.Tensor | null = null;
  return {
    step() {
      loss?.dispose();
      loss = torch.scope(() => step(images, labels));
    },
    finish: async () => Number(await loss?.item()),
  };
}

function replayedRun(network: Network, problem: Problem): TrainingRun {
  const step = trainStep(network, problem);
  const recorded = recordStep((...[images, labels]) => {
    if (!images || !labels) throw new Error('The step was run without a batch.');
    return [step(images, labels)];
  }, 'graph');
  const batch = [
    tf.tensor4d(problem.images, [problem.labels.length, ...network.imageShape]),
    tf.tensor1d(problem.labels, 'int32'),
  ];
  return {
    step: () => recorded.run(batch),
    async finish() {
      const results = await recorded.takeResults();
      if (recorded.reason !== null) throw new Error(recorded.reason);
      return results.at(-1)?.[0] ?? NaN;
    },
  };
}

/** The step that a PyTorch user writes. Images come as they lie in memory, N, H, W, C. */
function trainStep(
  network: Network,
  { weights }: Problem,
): (images: torch.Tensor, labels: torch.Tensor) => torch.Tensor {
  const model = buildTorchModule(network, network.imageShape);
  const values = weights.flatMap(({ shape, weight, bias }) => [
    torch.fromNumpy(weight).reshape(shape),
    torch.fromNumpy(bias),
  ]);
  const names = Object.keys(model.stateDict());
  model.loadStateDict(Object.fromEntries(values.map((value, index) => [names[index] ?? '', value])));
  const { learningRate: lr, beta1, beta2, epsilon: eps } = adam;
  const optimizer = new torch.optim.Adam(model.parameters(), { lr, betas: [beta1, beta2], eps });
  const criterion = new torch.nn.CrossEntropyLoss();
  return (images, labels) => {
    const loss = criterion.forward(model.forward(images.permute([0, 3, 1, 2])), labels);
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    return loss.detach();
  };
}
